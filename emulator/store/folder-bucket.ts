import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { moveDurably, replaceDurably, syncFolder } from './durable.ts';
import { loadIndex } from './folder-index.ts';
import { type BucketLayout, headName } from './folder-layout.ts';
import { FolderObject } from './folder-object.ts';
import { FolderUploads } from './folder-uploads.ts';
import { KeyIndex } from './key-index.ts';
import { listIndex } from './listing.ts';
import type { ObjectRecord } from './records.ts';
import {
  changed,
  type Accept,
  type Bucket,
  type BucketChange,
  type ListQuery,
  type Listing,
  type ObjectChange,
  type ObjectHead,
  type OpenObject,
} from './store.ts';
import { createTurns } from './turns.ts';

/** What a folder store lends to its buckets. */
export interface BucketHost {
  readonly now: () => number;
  /** A name in limbo that nobody else has. */
  readonly newPath: () => string;
  /** Throws where the store is closed. */
  readonly requireOpen: () => void;
}

/**
 * One bucket of a folder store. Whatever changes it waits its turn, so that index and disk agree whenever a turn ends. A
 * bucket that is gone stays gone: one that is made later under its name is another.
 */
export class FolderBucket {
  readonly #at: BucketLayout;
  readonly #newPath: () => string;
  readonly #inTurn = createTurns();
  readonly uploads: FolderUploads;
  #record: Bucket;
  #index: Promise<KeyIndex<ObjectRecord>> | undefined;
  #gone = false;

  constructor(at: BucketLayout, record: Bucket, host: BucketHost) {
    this.#at = at;
    this.#record = record;
    this.#newPath = host.newPath;
    this.uploads = new FolderUploads({
      ...host,
      folder: at.uploads,
      isGone: () => this.#gone,
      inTurn: this.#inTurn,
      enter: (...entering) => this.enter(...entering),
    });
  }

  get record(): Bucket {
    return this.#record;
  }

  change(change: BucketChange): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#gone) return false;
      const record = changed(this.#record, change);
      await replaceDurably(this.#at.record, JSON.stringify(record), this.#newPath());
      this.#record = record;
      return true;
    });
  }

  /** Moves the bucket to `path`. Answers false, and does nothing, where it holds objects and is `onlyEmpty`. */
  drop(path: string, onlyEmpty: boolean): Promise<boolean> {
    return this.#inTurn(async () => {
      if (onlyEmpty && (await this.#load()).size + (await this.uploads.count()) > 0) return false;
      // At once, so that a reader who misses a file under way knows why.
      this.#gone = true;
      try {
        await rename(this.#at.folder, path);
      } catch (error) {
        this.#gone = false;
        throw error;
      }
      return true;
    });
  }

  async head(key: string): Promise<ObjectHead | undefined> {
    return (await this.#load()).get(key)?.head;
  }

  async list(query: ListQuery): Promise<Listing> {
    return listIndex(await this.#load(), query);
  }

  async open(key: string): Promise<OpenObject | undefined> {
    for (;;) {
      const record = (await this.#load()).get(key);
      if (record === undefined) return undefined;
      try {
        return new FolderObject(record.head, await open(this.#contentOf(record), 'r'));
      } catch (error) {
        // The key may have got another content, and this one lost its name, since it was looked up.
        if ((await this.#load()).get(key) === record) throw error;
      }
    }
  }

  /**
   * Takes in content and record that lie ready in limbo. Answers false, and leaves them there, where the bucket is gone;
   * leaves them there too where `accept` throws. `follow` is done in the same turn.
   */
  enter(
    contentPath: string,
    recordPath: string,
    record: ObjectRecord,
    accept?: Accept,
    follow?: () => Promise<void>,
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#gone) return false;
      const index = await this.#load();
      const old = index.get(record.head.key);
      accept?.(record.head, old?.head);
      const content = this.#contentOf(record);
      // Content first: a record never names content that is not there. Until the record follows, nobody sees it.
      await moveDurably(contentPath, content);
      try {
        await rename(recordPath, this.#headOf(record.head.key));
      } catch (error) {
        await rm(content, { force: true });
        throw error;
      }
      index.set(record.head.key, record);
      await syncFolder(this.#at.heads);
      if (old !== undefined) await rm(this.#contentOf(old), { force: true });
      await follow?.();
      return true;
    });
  }

  changeObject(key: string, change: ObjectChange): Promise<boolean> {
    return this.#inTurn(async () => {
      const index = await this.#load();
      const old = index.get(key);
      if (old === undefined) return false;
      const record = { ...old, head: { ...old.head, ...change } };
      await replaceDurably(this.#headOf(key), JSON.stringify(record), this.#newPath());
      index.set(key, record);
      return true;
    });
  }

  remove(key: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const index = await this.#load();
      const old = index.get(key);
      if (old === undefined) return false;
      await rm(this.#headOf(key));
      index.delete(key);
      await syncFolder(this.#at.heads);
      await rm(this.#contentOf(old), { force: true });
      return true;
    });
  }

  /** Resolves when every turn taken so far has ended. */
  settle(): Promise<void> {
    return this.#inTurn(() => Promise.resolve());
  }

  #load(): Promise<KeyIndex<ObjectRecord>> {
    if (this.#gone) return Promise.resolve(new KeyIndex());
    this.#index ??= loadIndex(this.#at).catch((error: unknown) => {
      this.#index = undefined;
      if (this.#gone) return new KeyIndex();
      throw error;
    });
    return this.#index;
  }

  #headOf(key: string): string {
    return join(this.#at.heads, headName(key));
  }

  #contentOf(record: ObjectRecord): string {
    return join(this.#at.content, record.blob);
  }
}
