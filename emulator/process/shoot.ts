import type { Spec } from '../../spec/corpus.ts';
import type { Bound, RefusalName, SnapshotId } from '../../spec/types.gen.ts';
import { createCache } from '../engine/cache.ts';
import { encode } from '../engine/encode.ts';
import { ClipFault } from '../engine/excerpt.ts';
import { runStep } from '../engine/steps.ts';
import type { Video } from '../engine/video.ts';
import { refuse } from '../errors.ts';
import type { Body, ClipInfo, Encode, Frame, Shot, WhereFilmed } from '../operation.ts';
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

/** The same turns in EXIF's numbers. */
const orientations = { 0: 1, 90: 6, 180: 3, 270: 8 } as const;

async function turned(frame: Frame, { turn }: Shot): Promise<Frame> {
  if (turn === 0) return frame;
  const { width, height } = frame;
  const size = turn === 180 ? { width, height } : { width: height, height: width };
  return runStep(frame, { do: 'orient', exif: orientations[turn], size }, []);
}

/** How the frame is written; a JPEG has the quality of those that are made of pictures without one. */
export function encodingOf({ format }: Shot, spec: Spec): Encode {
  const quality = Number(spec.chain['default-jpg-quality'].is);
  return { format, progressive: false, animated: false, ...(format === 'jpg' && { quality }) };
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
    const frame = await turned(await video.take(object, shot, shot.size, signal), shot);
    return await encode({ frames: [frame], delays: [], loop: 0 }, encodingOf(shot, spec));
  } catch (error) {
    if (!(error instanceof ClipFault)) throw error;
    return refuse(`${action.id}:${error.fault}` as RefusalName, { at: action.at });
  }
}
