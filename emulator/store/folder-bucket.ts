import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bucket, type BucketChange, changed } from './bucket.ts';
import type { Digest } from './digest.ts';
import { appendDurably, moveDurably, replaceDurably, syncFolder } from './durable.ts';
import { loadIndex } from './folder-index.ts';
import { type BucketLayout, headName } from './folder-layout.ts';
import { FolderObject } from './folder-object.ts';
import { FolderUploads } from './folder-uploads.ts';
import { makeAppendedHead } from './joined.ts';
import type { Ready } from './limbo.ts';
import { listIndex, type Listing, type ListQuery } from './listing.ts';
import type { DeleteMarker, NewObject, ObjectChange, ObjectHead, OpenObject } from './object.ts';
import type { ObjectRecord } from './records.ts';
import type { Accept } from './store.ts';
import { createTurns } from './turns.ts';
import { onlyOne, VersionIndex } from './version-index.ts';
import { listVersions, type VersionListing, type VersionQuery } from './version-listing.ts';
import { writeVersions } from './version-records.ts';
import {
  deleting,
  entering,
  idOf,
  isKept,
  removing,
  replacing,
  type Turnover,
  versioned,
  type Versions,
} from './versions.ts';

/** What an append brings besides its bytes. */
export interface Appended {
  readonly key: string;
  readonly digest: Digest;
  readonly object: NewObject;
}

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
  readonly #now: () => number;
  readonly #inTurn = createTurns();
  readonly uploads: FolderUploads;
  #record: Bucket;
  #index: Promise<VersionIndex<ObjectRecord>> | undefined;
  #gone = false;

  constructor(at: BucketLayout, record: Bucket, host: BucketHost) {
    this.#at = at;
    this.#record = record;
    this.#newPath = host.newPath;
    this.#now = host.now;
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
      const isEmpty = (await this.#load()).isEmpty && (await this.uploads.count()) === 0;
      if (onlyEmpty && !isEmpty) return false;
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

  async head(key: string, version?: string): Promise<ObjectHead | undefined> {
    return (await this.#load()).find(key, version)?.head;
  }

  async list(query: ListQuery): Promise<Listing> {
    return listIndex((await this.#load()).current, query);
  }

  async listVersions(query: VersionQuery): Promise<VersionListing> {
    return listVersions(await this.#load(), query);
  }

  async marker(key: string, version?: string): Promise<DeleteMarker | undefined> {
    return (await this.#load()).marker(key, version);
  }

  async open(key: string, version?: string): Promise<OpenObject | undefined> {
    for (;;) {
      const record = (await this.#load()).find(key, version);
      if (record === undefined) return undefined;
      try {
        return new FolderObject(record.head, await open(this.#contentOf(record), 'r'));
      } catch (error) {
        // The key may have got another content, and this one lost its name, since it was looked up.
        if ((await this.#load()).find(key, version) === record) throw error;
      }
    }
  }

  /**
   * Takes in content and record that lie ready in limbo. Answers undefined, and leaves them there, where the bucket is gone;
   * leaves them there too where `accept` throws. `follow` is done in the same turn.
   */
  enter(
    { contentPath, recordPath }: Ready,
    record: ObjectRecord,
    accept?: Accept,
    follow?: () => Promise<void>,
  ): Promise<ObjectHead | undefined> {
    return this.#inTurn(async () => {
      if (this.#gone) return undefined;
      const index = await this.#load();
      const { key } = record.head;
      const head = versioned(record.head, this.#record);
      accept?.(head, index.current.get(key)?.head);
      const { versions, dropped } = entering(index.of(key), { ...record, head });
      const content = this.#contentOf(record);
      // Content first: a record never names content that is not there. Until the record follows, nobody sees it.
      await moveDurably(contentPath, content);
      try {
        // What lies ready is the record of an object that is alone.
        if (onlyOne(versions) !== undefined) await rename(recordPath, this.#headOf(key));
        else await this.#write(key, versions);
      } catch (error) {
        await rm(content, { force: true });
        throw error;
      }
      index.settle(key, versions);
      await syncFolder(this.#at.heads);
      await this.#drop(dropped);
      await follow?.();
      return head;
    });
  }

  /**
   * Adds content that lies ready in limbo to the end of an object, or makes one of it. Undefined where the bucket is gone.
   * What was added to the file counts when the record says so: what a killed process added is cut off by the next append.
   */
  append(
    contentPath: string,
    { key, digest, object }: Appended,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    return this.#inTurn(async () => {
      if (this.#gone) return undefined;
      const index = await this.#load();
      const old = index.current.get(key);
      const made = makeAppendedHead(key, old?.head, digest, object, this.#now());
      // No version begins with an append to one.
      const head = old === undefined ? versioned(made, this.#record) : made;
      accept?.(head, old?.head);
      const record = { blob: old?.blob ?? randomUUID(), head };
      const content = this.#contentOf(record);
      if (old === undefined) await moveDurably(contentPath, content);
      else await appendDurably(content, old.head.size, createReadStream(contentPath));
      const versions = index.of(key);
      await this.#turnOver(
        key,
        old === undefined
          ? entering(versions, record)
          : { versions: replacing(versions, old, record), dropped: [] },
      );
      return head;
    });
  }

  changeObject(key: string, change: ObjectChange, version?: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const index = await this.#load();
      const old = index.find(key, version);
      if (old === undefined) return false;
      const record = { ...old, head: { ...old.head, ...change } };
      await this.#turnOver(key, { versions: replacing(index.of(key), old, record), dropped: [] });
      return true;
    });
  }

  remove(key: string): Promise<boolean | DeleteMarker> {
    return this.#inTurn(async () => {
      if (this.#gone) return false;
      const there = (await this.#load()).of(key);
      const { marker, ...over } = deleting(there, key, this.#record, this.#now());
      if (marker === undefined && over.dropped.length === 0) return false;
      await this.#turnOver(key, over);
      return marker ?? true;
    });
  }

  removeVersion(key: string, version: string): Promise<ObjectHead | DeleteMarker | undefined> {
    return this.#inTurn(async () => {
      const there = (await this.#load()).of(key);
      const found = there.find((one) => idOf(one) === version);
      if (found === undefined) return undefined;
      await this.#turnOver(key, removing(there, version));
      return isKept(found) ? found.head : found.marker;
    });
  }

  /** Resolves when every turn taken so far has ended. */
  settle(): Promise<void> {
    return this.#inTurn(() => Promise.resolve());
  }

  /** Record first, content last: a record never names content that is not there. */
  async #turnOver(key: string, { versions, dropped }: Turnover<ObjectRecord>): Promise<void> {
    const index = await this.#load();
    if (versions.length === 0) await rm(this.#headOf(key));
    else await this.#write(key, versions);
    index.settle(key, versions);
    await syncFolder(this.#at.heads);
    await this.#drop(dropped);
  }

  #write(key: string, versions: Versions<ObjectRecord>): Promise<void> {
    return replaceDurably(this.#headOf(key), writeVersions(versions), this.#newPath());
  }

  async #drop(records: readonly ObjectRecord[]): Promise<void> {
    for (const record of records) await rm(this.#contentOf(record), { force: true });
  }

  #load(): Promise<VersionIndex<ObjectRecord>> {
    if (this.#gone) return Promise.resolve(new VersionIndex<ObjectRecord>());
    this.#index ??= loadIndex(this.#at).catch((error: unknown) => {
      this.#index = undefined;
      if (this.#gone) return new VersionIndex<ObjectRecord>();
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
