import type { Spec } from '../../spec/corpus.ts';
import type { FaceOf } from '../engine/face.ts';
import type { Plan, SourceInfo } from '../operation.ts';
import type { BoundChain } from './bind.ts';
import { plan } from './plan.ts';
import { namedIn } from './refs.ts';

interface Planned {
  readonly info: SourceInfo;
  readonly faceOf: FaceOf;
  readonly made: Plan;
}

/** Of each chain the plan that was made last; nothing else changes it but the picture and the fonts. */
const planned = new WeakMap<BoundChain, Planned>();

/**
 * The plan of a chain that names no other object; undefined where it names one. Who asks for the same of the same picture
 * again gets the same plan. Refuses what `plan` refuses.
 */
export function planAlone(
  chain: BoundChain,
  info: SourceInfo,
  spec: Spec,
  faceOf: FaceOf,
): Plan | undefined {
  const before = planned.get(chain);
  if (before?.info === info && before.faceOf === faceOf) return before.made;
  if (namedIn(chain.actions, spec).length > 0) return undefined;
  const made = plan(chain.actions, info, spec, { faceOf });
  planned.set(chain, { info, faceOf, made });
  return made;
}
