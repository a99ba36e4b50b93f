import type { Spec } from '../../spec/corpus.ts';
import type { ObjectRef } from '../../spec/types.gen.ts';
import { permit } from '../auth/permit.ts';
import type { Principal } from '../auth/principal.ts';
import type { FaceOf } from '../engine/face.ts';
import { OssError } from '../errors.ts';
import type { BoundAction, Plan, Size, SourceInfo } from '../operation.ts';
import type { Bucket } from '../store/bucket.ts';
import type { OpenObject } from '../store/object.ts';
import type { Store } from '../store/store.ts';
import type { Resampler } from '../world.ts';
import { identity, look, type Looked } from './look.ts';
import { plan } from './plan.ts';
import { type Named, namedIn } from './refs.ts';

/** Where marks come from, and who asks for them. */
export interface Shelf {
  readonly store: Pick<Store, 'open'>;
  readonly bucket: Bucket;
  readonly principal: Principal;
  /** Refuses an object whose original is protected from whoever asks. */
  readonly protect: (key: string) => void;
  /** Largest object that is read, in bytes. */
  readonly maxSourceBytes: number;
  /** How the main picture is reduced; marks always by Lanczos. */
  readonly resampler: Resampler;
  /** What the fonts of texts are drawn with. */
  readonly faceOf: FaceOf;
}

/** The objects that a chain names, held open. */
export interface Marks {
  /** The plan of one of them. */
  readonly plan: (ref: ObjectRef, main: Size) => Plan;
  /** The bytes that a plan of one of them begins with; undefined for any other plan. */
  readonly read: (plan: Plan) => Promise<Uint8Array> | undefined;
  close(): Promise<void>;
}

interface Mark extends Looked {
  /** Marks of one identity have the same bytes. */
  readonly identity: string;
}

/** A name that no object can have is that of an object which is not there. */
const isKey = (key: string) => Buffer.byteLength(key) <= 1023 && !/\p{Surrogate}/u.test(key);

/** What the chain of a mark does, without the columns of its text. */
const wordsOf = ({ chain = [] }: ObjectRef) => chain.map(({ id, args }) => [id, args]);

/**
 * The plan of a mark. Equal headers, chains and sizes on the way of equal bytes make equal pixels: P is the only argument
 * that looks at the main picture, and it is seen in the sizes.
 */
function planMark(ref: ObjectRef, { info, identity }: Mark, spec: Spec, main: Size): Plan {
  const made = plan(ref.chain ?? [], info, spec, { main });
  const sizes = made.steps.map(({ size }) => [size.width, size.height]);
  return { ...made, key: JSON.stringify([identity, spec.edition, wordsOf(ref), sizes]) };
}

/** Opens one object that is to be a mark, asks whether it may be read, and reads its header. */
async function openMark(
  { ref, parameter, refuse }: Named,
  { store, bucket, principal, protect, maxSourceBytes }: Shelf,
  hold: (object: OpenObject) => void,
): Promise<Mark> {
  const object = isKey(ref.key) ? await store.open(bucket.name, ref.key) : undefined;
  if (object) hold(object);
  permit(principal, 'read-object', bucket, object?.head);
  if (!object) return refuse('missing');
  protect(ref.key);
  const looked = await look(object, maxSourceBytes).catch((error: unknown) => {
    if (error instanceof OssError && error.refusal === 'unsupported-source') refuse('format');
    throw error;
  });
  if (!parameter.formats.includes(looked.info.format)) refuse('format');
  return { ...looked, identity: identity(object.head) };
}

/**
 * Opens every object that a chain names, each once, with the rights of whoever asks. Refuses what is not there, may not be
 * read or is no picture for a mark; then, and when it is closed, nothing stays open.
 */
export async function openMarks(
  actions: readonly BoundAction[],
  spec: Spec,
  shelf: Shelf,
): Promise<Marks> {
  const opened: OpenObject[] = [];
  const marks = new Map<string, Mark>();
  const readers = new Map<SourceInfo, Looked['read']>();
  const close = async () => {
    await Promise.all(opened.map((object) => object.close()));
  };
  try {
    for (const named of namedIn(actions, spec)) {
      const { key } = named.ref;
      if (marks.has(key)) continue;
      const mark = await openMark(named, shelf, (object) => opened.push(object));
      marks.set(key, mark);
      readers.set(mark.info, mark.read);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    plan: (ref, main) => {
      const mark = marks.get(ref.key);
      if (!mark) throw new Error(`${ref.key} was not opened.`);
      return planMark(ref, mark, spec, main);
    },
    read: ({ source }) => readers.get(source)?.(),
    close,
  };
}
