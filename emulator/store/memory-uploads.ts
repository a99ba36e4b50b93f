import { makeJoinedHead, makePart, makeUpload, partsOf } from './joined.ts';
import { requireKey } from './key.ts';
import type { Budget } from './memory-budget.ts';
import type { NewObject, ObjectHead } from './object.ts';
import type { Accept } from './store.ts';
import { listUploads } from './upload-listing.ts';
import {
  type AcceptPart,
  type ChooseParts,
  mostUploads,
  type Part,
  TooManyUploads,
  type Upload,
  type UploadListing,
  type UploadQuery,
  type Uploads,
} from './uploads.ts';

/** What is there of one upload, the content of its parts by their numbers. */
export interface MemoryUpload {
  readonly upload: Upload;
  readonly parts: Map<number, { readonly part: Part; readonly content: Buffer }>;
}

/** What a memory store lends to its uploads. */
export interface UploadHost {
  readonly now: () => number;
  readonly budget: Budget;
  /** The uploads of a bucket by their ids. */
  readonly find: (bucket: string) => Map<string, MemoryUpload> | undefined;
  /** Puts an object in its place and counts it. */
  readonly enter: (
    bucket: string,
    head: ObjectHead,
    content: () => Buffer,
    accept?: Accept,
  ) => ObjectHead | undefined;
}

const sizeOf = ({ parts }: MemoryUpload): number =>
  [...parts.values()].reduce((sum, { part }) => sum + part.size, 0);

/** Uploads of a memory store. What they change they change in one go, so that nothing comes between. */
export class MemoryUploads implements Uploads {
  readonly #host: UploadHost;

  constructor(host: UploadHost) {
    this.#host = host;
  }

  async begin(bucket: string, key: string, object: NewObject): Promise<Upload | undefined> {
    requireKey(key);
    const uploads = this.#host.find(bucket);
    if (uploads === undefined) return undefined;
    if (uploads.size >= mostUploads) throw new TooManyUploads();
    const upload = makeUpload(key, object, this.#host.now());
    uploads.set(upload.id, { upload, parts: new Map() });
    return Promise.resolve(upload);
  }

  find(bucket: string, id: string): Promise<Upload | undefined> {
    return Promise.resolve(this.#find(bucket, id)?.upload);
  }

  async putPart(
    bucket: string,
    id: string,
    number: number,
    body: AsyncIterable<Uint8Array>,
    accept?: AcceptPart,
  ): Promise<Part | undefined> {
    const { budget, now } = this.#host;
    const found = this.#find(bucket, id);
    if (found === undefined) return undefined;
    return budget.read(body, (content, digest) => {
      if (this.#find(bucket, id) !== found) return undefined;
      const part = makePart(number, digest, now());
      accept?.(part);
      budget.hold(part.size - (found.parts.get(number)?.part.size ?? 0));
      found.parts.set(number, { part, content });
      return part;
    });
  }

  listParts(bucket: string, id: string): Promise<readonly Part[] | undefined> {
    const found = this.#find(bucket, id);
    return Promise.resolve(found && partsOf(found));
  }

  async complete(
    bucket: string,
    id: string,
    choose: ChooseParts,
    accept?: Accept,
  ): Promise<ObjectHead | undefined> {
    const found = this.#find(bucket, id);
    if (found === undefined) return undefined;
    const chosen = choose(partsOf(found));
    const head = makeJoinedHead(found.upload, chosen, this.#host.now());
    const contents = chosen.flatMap(({ number }) => found.parts.get(number)?.content ?? []);
    const content = () => Buffer.concat(contents, head.size);
    const made = this.#host.enter(bucket, head, content, accept);
    this.#drop(bucket, found);
    return Promise.resolve(made);
  }

  abort(bucket: string, id: string): Promise<boolean> {
    const found = this.#find(bucket, id);
    if (found !== undefined) this.#drop(bucket, found);
    return Promise.resolve(found !== undefined);
  }

  list(bucket: string, query: UploadQuery): Promise<UploadListing> {
    const all = this.#host.find(bucket)?.values() ?? [];
    return Promise.resolve(
      listUploads(
        Array.from(all, ({ upload }) => upload),
        query,
      ),
    );
  }

  count(bucket: string): Promise<number> {
    return Promise.resolve(this.#host.find(bucket)?.size ?? 0);
  }

  #find(bucket: string, id: string): MemoryUpload | undefined {
    return this.#host.find(bucket)?.get(id);
  }

  #drop(bucket: string, found: MemoryUpload): void {
    this.#host.find(bucket)?.delete(found.upload.id);
    this.#host.budget.hold(-sizeOf(found));
  }
}
