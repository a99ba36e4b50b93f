import type { Spec } from '../../spec/corpus.ts';
import { autoOrient, inOrder, limitHolds } from './auto-orient.ts';
import { blur, sharpen } from './blur.ts';
import { circle, roundedCorners } from './circle.ts';
import { crop } from './crop.ts';
import { type Encoding, encodingOf, isAboveSource, smearOf } from './encoding.ts';
import { indexcrop } from './indexcrop.ts';
import {
  breach,
  choice,
  isRefused,
  type Law,
  type Outcome,
  type Refused,
  type Source,
  type Step,
} from './law.ts';
import { refuseFormat, refuseResult, refuseSecond } from './kinds.ts';
import { type Marks, readReference } from './marks.ts';
import { resize } from './resize.ts';
import { rotate } from './rotate.ts';
import { type Call, split } from './split.ts';
import { bright, contrast } from './tone.ts';
import { type Origin, type Size, type View, whole } from './view.ts';
import { refuseCount, watermark } from './watermark.ts';

/** The picture that a chain makes; sizes in pixels. What no document says is left out. */
export interface Prediction extends View, Encoding {
  /** The answer is the source's own bytes. */
  readonly unchanged?: true;
}

const transforms: Readonly<Record<string, Step>> = {
  resize,
  crop,
  rotate,
  'auto-orient': autoOrient,
  indexcrop,
  circle,
  'rounded-corners': roundedCorners,
  blur,
  bright,
  contrast,
  sharpen,
  watermark,
};
const encodes = ['format', 'quality', 'interlace'];

/**
 * One action on the result of the one before, within its limits on either; an encode changes no pixel but may make an animation
 * still.
 */
function follow(view: Outcome, { name, tokens }: Call, law: Law): Outcome {
  if (!view || isRefused(view)) return view;
  const id = `image/${name}`;
  const refused = breach(law, id, 'input', view);
  if (refused) return refused;
  const step = transforms[name];
  const after = step ? step(view, tokens, law) : view;
  if (!after || isRefused(after)) return after;
  const still = law.spec.operations[id]?.animated === 'still' && after.frames > 1;
  return breach(law, id, 'output', after) ?? (still ? { ...after, frames: 1 } : after);
}

/** The first limit on the source that is broken: of these actions in the order written, then of every chain. All arithmetic comes after. */
function refuseSource(calls: readonly Call[], law: Law): Refused | undefined {
  const unknown = refuseFormat(law);
  if (unknown) return unknown;
  for (const call of calls) {
    const refused = breach(law, `image/${call.name}`, 'source', law.source);
    if (refused && limitHolds(call)) return refused;
  }
  return breach(law, undefined, 'source', law.source);
}

/** Whether this edition answers the source itself because no action of the chain has anything to do. */
function isUnchanged(calls: readonly Call[], before: Outcome, after: View, law: Law): boolean {
  if (before !== after || law.source.frames > 1) return false;
  const kept = choice(law, 'image/resize', 'limit-answers') === 'source';
  // A slice behind the last one changes nothing in any edition.
  const nothingToDo = (call: Call) =>
    call.name === 'indexcrop' || (call.name === 'resize' ? kept : isAboveSource(call, law));
  return calls.every(nothingToDo);
}

function onWhite(from: Origin): Origin {
  if (from.is === 'over') return { ...from, under: onWhite(from.under) };
  return from.is === 'nothing' ? { is: 'colour', colour: [255, 255, 255] } : from;
}

/** The view in a format without alpha, which is laid on white. */
function opaque(view: View): View {
  return {
    ...view,
    origin: (x, y) => onWhite(view.origin(x, y)),
  };
}

const nothing: Marks = new Map();

/** What stamping a mark begins with: its own chain, for a main picture of this size. */
function prepare(value: string, main: Size, spec: Spec, marks: Marks): ReturnType<Law['mark']> {
  const { key, process } = readReference(value);
  const mark = marks.get(key);
  const calls = process === undefined ? [] : split(process);
  if (!mark || !calls?.every(({ name }) => Object.hasOwn(transforms, name))) return undefined;
  const law: Law = { spec, source: mark.source, main, mark: () => undefined };
  const refused = refuseSource(calls, law) ?? refuseSecond(calls, law);
  if (refused) return refused;
  const view = calls.reduce<Outcome>((so, call) => follow(so, call, law), whole(mark.source, 1));
  return !view || isRefused(view) ? view : { view, mark };
}

/**
 * What a chain of the emulated image operations makes of a source, by the documents and the choices of `spec`: a picture, or a
 * refusal that its sizes cause. The chain itself is legal. Undefined: another operation is in it, or no document says.
 */
export function foresee(
  process: string,
  source: Source,
  spec: Spec,
  marks: Marks = nothing,
): Prediction | Refused | undefined {
  const calls = split(process);
  const known = (name: string): boolean =>
    Object.hasOwn(transforms, name) || encodes.includes(name);
  if (!calls || calls.length === 0 || !calls.every(({ name }) => known(name))) return undefined;
  const acting = inOrder(calls);
  const mark: Law['mark'] = (value, main) => prepare(value, main, spec, marks);
  const law: Law = { spec, source, mark };
  const refused = refuseCount(calls, law) ?? refuseSource(acting, law) ?? refuseSecond(acting, law);
  if (refused) return refused;
  const before = whole(source, source.frames);
  const view = acting.reduce<Outcome>((so, call) => follow(so, call, law), before);
  if (!view || isRefused(view)) return view;
  if (isUnchanged(calls, before, view, law))
    return { ...view, format: source.format, unchanged: true };
  const encoding = encodingOf(calls, law);
  const broken =
    refuseResult(encoding.format, law) ??
    breach(law, undefined, 'result', { ...view, format: encoding.format });
  const moving = encoding.format === 'gif' || encoding.format === 'webp';
  const frames = moving ? view.frames : 1;
  const written = encoding.format === 'jpg' ? opaque(view) : view;
  const smear = Math.max(view.smear, smearOf(encoding, calls));
  return broken ?? { ...written, ...encoding, frames, smear };
}

/** The picture of `foresee`; undefined also where it foresees a refusal. */
export function predict(
  process: string,
  source: Source,
  spec: Spec,
  marks: Marks = nothing,
): Prediction | undefined {
  const outcome = foresee(process, source, spec, marks);
  return outcome && !isRefused(outcome) ? outcome : undefined;
}
