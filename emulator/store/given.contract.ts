import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { openAccess } from './access.ts';
import type { Bucket, Style } from './bucket.ts';
import type { NewObject, ObjectHead, OpenObject } from './object.ts';
import type { Store } from './store.ts';

/** A store to judge. `now` is the clock it was made with; `dispose` closes it and removes what it kept. */
export interface Given {
  readonly store: Store;
  readonly dispose: () => Promise<void>;
}
export type MakeStore = (now?: () => number) => Promise<Given>;

/** A store whose clock stands at 1,700,000,001,999, for as long as the test runs. */
export async function openStore(make: MakeStore): Promise<Store> {
  const { store, dispose } = await make(() => 1_700_000_001_999);
  onTestFinished(dispose);
  return store;
}

/** The same with one bucket, `photos`. */
export async function openPhotos(make: MakeStore): Promise<Store> {
  const store = await openStore(make);
  await store.createBucket(bucketNamed('photos'));
  return store;
}

export const plain: NewObject = { acl: 'default', headers: {}, meta: {}, storageClass: 'Standard' };

export const bucketNamed = (name: string): Bucket => ({
  name,
  owner: '1234567890',
  region: 'cn-hangzhou',
  created: 1_700_000_000_000,
  acl: 'private',
  storageClass: 'Standard',
  edition: 'current',
  styles: [],
  access: openAccess,
  domains: [],
});

export const style: Style = {
  name: 'small',
  content: 'image/resize,w_9',
  category: 'image',
  created: 1_700_000_000_000,
  modified: 1_700_000_001_000,
};

/** A body that arrives in these pieces. */
export async function* body(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
}

/** A body that breaks off with this error, as a request does whose client has gone. */
export async function* brokenBody(
  error: Error,
  ...pieces: readonly string[]
): AsyncGenerator<Buffer> {
  yield* body(...pieces);
  throw error;
}

/** A body that halts after its first piece until it is told to go on. */
export function haltingBody(first: string, rest: string) {
  let reached: () => void;
  let resume: () => void;
  const halted = new Promise<void>((resolve) => (reached = resolve));
  const going = new Promise<void>((resolve) => (resume = resolve));
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.from(first);
    reached();
    await going;
    yield Buffer.from(rest);
  }
  return { pieces: pieces(), halted, resume: () => resume() };
}

export async function putText(
  store: Store,
  bucket: string,
  key: string,
  text: string,
): Promise<ObjectHead> {
  const head = await store.put(bucket, key, body(text), plain);
  if (head === undefined) throw new Error(`no bucket ${bucket}`);
  return head;
}

/** What the key holds now; undefined where it holds nothing. */
export async function textAt(
  store: Store,
  bucket: string,
  key: string,
): Promise<string | undefined> {
  const object = await store.open(bucket, key);
  return object === undefined ? undefined : textOf(object);
}

/** Reads the object as a stream, which closes it. */
export async function textOf(object: OpenObject): Promise<string> {
  return (await buffer(object.stream())).toString();
}

export const everything = { prefix: '', after: '', delimiter: '', limit: 1000 } as const;

export async function keysIn(store: Store, bucket: string): Promise<string[]> {
  return (await store.list(bucket, everything)).objects.map((head) => head.key);
}

/** Legal keys that a file system, a case-blind comparison or UTF-16 would get wrong. */
export const awkwardKeys: readonly string[] = [
  'a',
  'a/',
  'a/b',
  'a//b',
  'a/b/',
  '//',
  '.',
  '..',
  '../../etc/passwd',
  'a/../b',
  'A',
  'photo.JPG',
  'photo.jpg',
  'con',
  'nul.txt',
  'trailing dot.',
  'trailing space ',
  'a:b*c?d"e<f>g|h\\i',
  'line\nbreak',
  'control \u0000\u0001\u001f\u007f',
  '__proto__',
  'constructor',
  'percent %2F %zz +',
  'é',
  'e\u0301',
  '图片/照片.jpg',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '😀',
  '😀/😀',
  'k'.repeat(1023),
  'k'.repeat(1022) + 'K',
  '图'.repeat(341),
];
