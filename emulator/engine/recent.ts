/** How much is kept. */
export interface Room<T> {
  /** Values, however small they are: a name takes memory too. */
  readonly things: number;
  /** All values together, as `bytesOf` counts; nothing is kept that alone has more than a quarter of it. */
  readonly bytes?: number;
  readonly bytesOf?: (value: T) => number;
}

/** What was asked for last, by name; where there is no room the one that nobody asked for longest goes. */
export class Recent<T> {
  readonly #room: Required<Room<T>>;
  readonly #kept = new Map<string, T>();
  #held = 0;

  constructor({ things, bytes = Infinity, bytesOf = () => 0 }: Room<T>) {
    this.#room = { things, bytes, bytesOf };
  }

  get(name: string): T | undefined {
    const value = this.#kept.get(name);
    if (value === undefined) return undefined;
    // A Map keeps the order of insertion: the oldest come first.
    this.#kept.delete(name);
    this.#kept.set(name, value);
    return value;
  }

  set(name: string, value: T): void {
    const { things, bytes, bytesOf } = this.#room;
    const takes = bytesOf(value);
    if (takes > bytes / 4) return;
    this.#drop(name);
    this.#kept.set(name, value);
    this.#held += takes;
    for (const oldest of this.#kept.keys()) {
      if (this.#held <= bytes && this.#kept.size <= things) break;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const value = this.#kept.get(name);
    if (value === undefined) return;
    this.#kept.delete(name);
    this.#held -= this.#room.bytesOf(value);
  }
}
