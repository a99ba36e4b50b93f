import { openFolderStore } from './store/folder.ts';
import { createMemoryStore } from './store/memory.ts';
import type { Store } from './store/store.ts';

/** What all requests work on, and how it becomes again what it was in the beginning. */
export interface State {
  /** That of now. */
  readonly store: Store;
  /** Does the work of one request; no renewal comes between its beginning and its end. */
  enter<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Rejects where the seed cannot be read any more; then what is in memory stays as it was. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** Puts the seed into an empty store. */
type Plant = (store: Store) => Promise<void>;

/** Opens a store, in memory of so many bytes where no folder is named, and puts the seed in. Rejects where either fails; then nothing stays open. */
export async function openState(
  folder: string | undefined,
  maxBytes: number,
  plant: Plant,
): Promise<State> {
  const make = () => createMemoryStore({ maxBytes });
  const store = folder === undefined ? make() : await openFolderStore(folder);
  try {
    await plant(store);
  } catch (error) {
    await store.close();
    throw error;
  }
  return folder === undefined ? new Replaced(store, make, plant) : new Emptied(store, plant);
}

/** A new one is made aside and takes the place of the old, on which requests end that began on it. */
class Replaced implements State {
  readonly #make: () => Store;
  readonly #plant: Plant;
  #store: Store;

  constructor(store: Store, make: () => Store, plant: Plant) {
    this.#store = store;
    this.#make = make;
    this.#plant = plant;
  }

  get store(): Store {
    return this.#store;
  }

  enter<T>(work: (store: Store) => Promise<T>): Promise<T> {
    return work(this.#store);
  }

  async renew(): Promise<void> {
    const next = this.#make();
    await this.#plant(next);
    this.#store = next;
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

/** There is one folder: a renewal waits until those are gone who are in, and who comes meanwhile waits for it. */
class Emptied implements State {
  readonly store: Store;
  readonly #plant: Plant;
  readonly #inside = new Set<Promise<unknown>>();
  #renewal: Promise<void> | undefined;

  constructor(store: Store, plant: Plant) {
    this.store = store;
    this.#plant = plant;
  }

  async enter<T>(work: (store: Store) => Promise<T>): Promise<T> {
    // One may follow another.
    while (this.#renewal !== undefined) await this.#renewal.catch(() => undefined);
    const done = work(this.store);
    this.#inside.add(done);
    try {
      return await done;
    } finally {
      this.#inside.delete(done);
    }
  }

  /** Who asks while one is under way, asks for the same. */
  renew(): Promise<void> {
    this.#renewal ??= this.#empty().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #empty(): Promise<void> {
    await Promise.allSettled(this.#inside);
    await this.store.clear();
    await this.#plant(this.store);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
