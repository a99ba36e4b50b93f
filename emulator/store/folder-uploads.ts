import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Digester } from './digest.ts';
import { moveDurably, syncFolder, writeDurably } from './durable.ts';
import { type FolderUpload, loadUploads, partName, uploadName } from './folder-upload.ts';
import { makeJoinedHead, makePart, makeUpload, partsOf } from './joined.ts';
import { requireKey } from './key.ts';
import type { NewObject, ObjectHead } from './object.ts';
import { inLimbo, type Ready } from './limbo.ts';
import type { ObjectRecord } from './records.ts';
import type { Accept } from './store.ts';
import { createTurns } from './turns.ts';
import { listUploads } from './upload-listing.ts';
import type { PartRecord } from './upload-records.ts';
import {
  type AcceptPart,
  type ChooseParts,
  mostUploads,
  type Part,
  TooManyUploads,
  type Upload,
  type UploadListing,
  type UploadQuery,
} from './uploads.ts';

/** What a bucket of a folder store lends to its uploads. */
export interface UploadPlace {
  /** Where they lie; made when the first begins. */
  readonly folder: string;
  readonly now: () => number;
  /** A name in limbo that nobody else has. */
  readonly newPath: () => string;
  /** Throws where the store is closed. */
  readonly requireOpen: () => void;
  readonly isGone: () => boolean;
  /** Waits for the bucket's turn; what it works on may be gone by then. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Takes an object in, and does what follows in the same turn. Answers undefined where the bucket is gone. */
  readonly enter: (
    ready: Ready,
    record: ObjectRecord,
    accept: Accept | undefined,
    follow: () => Promise<void>,
  ) => Promise<ObjectHead | undefined>;
}

async function* contentOf(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) {
    const pieces: AsyncIterable<Uint8Array> = createReadStream(path);
    yield* pieces;
  }
}

/**
 * The uploads of one bucket of a folder store. Whoever changes one waits for the turn of the upload first and of the bucket
 * then: parts are joined without the bucket standing still.
 */
export class FolderUploads {
  readonly #place: UploadPlace;
  #all: Promise<Map<string, FolderUpload>> | undefined;

  constructor(place: UploadPlace) {
    this.#place = place;
  }

  async begin(key: string, object: NewObject): Promise<Upload | undefined> {
    requireKey(key);
    const { folder, newPath, now } = this.#place;
    return this.#whileThere(async () => {
      const all = await this.#load();
      if (all.size >= mostUploads) throw new TooManyUploads();
      const upload = makeUpload(key, object, now());
      const made = newPath();
      try {
        await mkdir(made);
        await writeDurably(join(made, uploadName), JSON.stringify(upload));
        await syncFolder(made);
        if ((await mkdir(folder, { recursive: true })) !== undefined)
          await syncFolder(dirname(folder));
        await moveDurably(made, join(folder, upload.id));
      } catch (error) {
        await rm(made, { recursive: true, force: true });
        throw error;
      }
      const parts = new Map<number, PartRecord>();
      const at = join(folder, upload.id);
      all.set(upload.id, { upload, folder: at, parts, inTurn: createTurns(), ended: false });
      return upload;
    });
  }

  async find(id: string): Promise<Upload | undefined> {
    return (await this.#load()).get(id)?.upload;
  }

  async putPart(
    id: string,
    number: number,
    body: AsyncIterable<Uint8Array>,
    accept?: AcceptPart,
  ): Promise<Part | undefined> {
    const { newPath, now } = this.#place;
    const found = (await this.#load()).get(id);
    if (found === undefined) return undefined;
    return inLimbo(newPath, async (ready) => {
      const digester = new Digester();
      await writeDurably(ready.contentPath, digester.through(body));
      const part = makePart(number, digester.finish(), now());
      const record = { blob: randomUUID(), part };
      await writeDurably(ready.recordPath, JSON.stringify(record));
      return found.inTurn(() =>
        this.#whileThere(async () => {
          if (found.ended) return undefined;
          accept?.(part);
          await enterPart(found, ready, record);
          return part;
        }),
      );
    });
  }

  async listParts(id: string): Promise<readonly Part[] | undefined> {
    const found = (await this.#load()).get(id);
    return found && partsOf(found);
  }

  async complete(
    id: string,
    choose: ChooseParts,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    const found = (await this.#load()).get(id);
    return found?.inTurn(() => this.#join(found, choose, accept));
  }

  async abort(id: string): Promise<boolean> {
    const found = (await this.#load()).get(id);
    const end = async () => {
      if (found === undefined || found.ended) return false;
      await this.#end(found);
      return true;
    };
    return (await found?.inTurn(() => this.#whileThere(end))) ?? false;
  }

  async list(query: UploadQuery): Promise<UploadListing> {
    const all = await this.#load();
    return listUploads(
      Array.from(all.values(), ({ upload }) => upload),
      query,
    );
  }

  async count(): Promise<number> {
    return (await this.#load()).size;
  }

  async #join(
    found: FolderUpload,
    choose: ChooseParts,
    accept: Accept | undefined,
  ): Promise<ObjectHead | undefined> {
    const { newPath, now, requireOpen, enter, isGone } = this.#place;
    if (found.ended) return undefined;
    const chosen = choose(partsOf(found));
    const blobs = chosen.flatMap(({ number }) => found.parts.get(number)?.blob ?? []);
    const writeWhole = async (ready: Ready) => {
      const paths = blobs.map((blob) => join(found.folder, blob));
      await writeDurably(ready.contentPath, contentOf(paths));
      const record = { blob: randomUUID(), head: makeJoinedHead(found.upload, chosen, now()) };
      await writeDurably(ready.recordPath, JSON.stringify(record));
      requireOpen();
      return enter(ready, record, accept, () => this.#end(found));
    };
    return inLimbo(newPath, writeWhole).catch((error: unknown) => {
      if (isGone()) return undefined;
      throw error;
    });
  }

  /** Only in the turns of upload and bucket. */
  async #end(found: FolderUpload): Promise<void> {
    const path = this.#place.newPath();
    await rename(found.folder, path);
    found.ended = true;
    (await this.#load()).delete(found.upload.id);
    await syncFolder(this.#place.folder);
    await rm(path, { recursive: true, force: true });
  }

  /** Does something in the bucket's turn, or answers undefined where the bucket is gone by then. */
  async #whileThere<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { requireOpen, inTurn, isGone } = this.#place;
    requireOpen();
    return inTurn(async () => (isGone() ? undefined : await work()));
  }

  #load(): Promise<Map<string, FolderUpload>> {
    const { folder, isGone } = this.#place;
    if (isGone()) return Promise.resolve(new Map<string, FolderUpload>());
    this.#all ??= loadUploads(folder).catch((error: unknown) => {
      this.#all = undefined;
      if (isGone()) return new Map<string, FolderUpload>();
      throw error;
    });
    return this.#all;
  }
}

async function enterPart(
  { folder, parts }: FolderUpload,
  { contentPath, recordPath }: Ready,
  record: PartRecord,
): Promise<void> {
  const content = join(folder, record.blob);
  const { number } = record.part;
  // As for objects: a record never names content that is not there.
  await moveDurably(contentPath, content);
  try {
    await rename(recordPath, join(folder, partName(number)));
  } catch (error) {
    await rm(content, { force: true });
    throw error;
  }
  const old = parts.get(number);
  parts.set(number, record);
  await syncFolder(folder);
  if (old !== undefined) await rm(join(folder, old.blob), { force: true });
}
