import type { Spec } from '../../spec/corpus.ts';
import type { Bound, RefusalName, SnapshotId } from '../../spec/types.gen.ts';
import { createCache } from '../engine/cache.ts';
import { ClipFault } from '../engine/excerpt.ts';
import type { Video } from '../engine/video.ts';
import { refuse } from '../errors.ts';
import type { Body, ClipInfo, Encode, Shot, WhereFilmed } from '../operation.ts';
import { snapshots } from '../operations/registry.gen.ts';
import type { OpenObject } from '../store/object.ts';
import { failWith } from './arguments.ts';
import { choicesOf } from './choices.ts';
import { holdLimits } from './limits.ts';
import { identity } from './look.ts';

/** What takes frames, for somebody who may have gone. */
export interface Studio {
  readonly video: Video;
  readonly signal: AbortSignal;
}

/** Headers that were read before, by content. */
const known = createCache<ClipInfo>(1000, () => 1);

function whereOf<K extends SnapshotId>(action: Bound<K>, spec: Spec): WhereFilmed<K> {
  const { id, args, at } = action;
  const values = new Map<string, unknown>(Object.entries(args));
  return {
    choices: choicesOf(id, spec),
    refuse: (name) => refuse(`${id}:${name}` as RefusalName, { at }),
    outside: (key) => {
      const operation = spec.operations[id];
      const parameter = operation?.parameters[key];
      if (!parameter) throw new Error(`${id} has no parameter ${key}`);
      const piece = { text: String(values.get(key)), at };
      return failWith(operation, spec, key, parameter, piece)('outside');
    },
  };
}

/**
 * What a snapshot does to a video of which nothing but the header was read. Refuses what its limits, the arguments and the
 * edition forbid.
 */
export function planShot<K extends SnapshotId>(action: Bound<K>, clip: ClipInfo, spec: Spec): Shot {
  holdLimits(spec.operations[action.id]?.limits ?? {}, 'source', clip, spec, action.id);
  return snapshots[action.id].shoot(clip, action.args, whereOf(action, spec));
}

/** How the frame is written; a JPEG has the quality of those that are made of pictures without one. */
export function encodingOf({ format }: Shot, spec: Spec): Encode {
  const quality = Number(spec.chain['default-jpg-quality'].is);
  const jpg = { quality, huffman: 'standard' } as const; // Q139
  return { format, progressive: false, animated: false, ...(format === 'jpg' && jpg) };
}

/** Takes a frame of an object. Refuses what `planShot` does, and an object that is no video or a damaged one. */
export async function shoot<K extends SnapshotId>(
  action: Bound<K>,
  object: OpenObject,
  spec: Spec,
  { video, signal }: Studio,
): Promise<Body> {
  try {
    const clip = await known(identity(object.head), () => video.describe(object, signal));
    const shot = planShot(action, clip, spec);
    return await video.take(object, shot, encodingOf(shot, spec), signal);
  } catch (error) {
    if (!(error instanceof ClipFault)) throw error;
    return refuse(`${action.id}:${error.fault}` as RefusalName, { at: action.at });
  }
}
