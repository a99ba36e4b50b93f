import type { Limit, Operation, Spec } from '../../spec/corpus.ts';
import type {
  Bound,
  EmulatedId,
  EncodeId,
  ObjectRef,
  RefusalName,
  TransformId,
} from '../../spec/types.gen.ts';
import { type FaceOf, substitute } from '../engine/face.ts';
import { joinedSteps } from '../engine/joined.ts';
import { joinLevels } from '../engine/tone.ts';
import { isWritten } from '../engine/written.ts';
import { refuse } from '../errors.ts';
import type {
  BoundAction,
  Encode,
  Plan,
  Size,
  SourceInfo,
  Step,
  Where,
  WhereDrawn,
} from '../operation.ts';
import { encodes, transforms } from '../operations/registry.gen.ts';
import { choicesOf } from './choices.ts';
import { holdActions, holdFormat } from './kinds.ts';
import { holdLimits, type Measured } from './limits.ts';

const isTransform = (action: BoundAction): action is Bound<TransformId> => action.id in transforms;
const isEncode = (action: BoundAction): action is Bound<EncodeId> => action.id in encodes;

// Indexing a table by the id of a *generic* Bound<K> lets the compiler pair operation, arguments and choices.
const stepsOf = <K extends TransformId>(action: Bound<K>, input: Size, where: WhereDrawn<K>) =>
  transforms[action.id].steps(input, action.args, where);
const settle = <K extends EncodeId>(action: Bound<K>, encode: Encode, where: Where<K>) =>
  encodes[action.id].settle(encode, action.args, where);

/** What a chain stands in. */
export interface Surroundings {
  /** While a mark is prepared: the size of the main picture at that point. */
  readonly main?: Size;
  /** Plans an object that the chain names; a chain that names none needs no such function. */
  readonly mark?: (ref: ObjectRef, main: Size) => Plan;
  /** What fonts are drawn with; by default with what came along. */
  readonly faceOf?: FaceOf;
}

function unknownMark({ key }: ObjectRef): never {
  throw new Error(`Nobody knows the mark ${key}.`);
}

function whereOf<K extends EmulatedId>(
  action: Bound<K>,
  spec: Spec,
  source: SourceInfo,
  { main }: Surroundings,
): Where<K> {
  return {
    source,
    ...(main && { main }),
    choices: choicesOf(action.id, spec),
    refuse: (name) => refuse(`${action.id}:${name}` as RefusalName, { at: action.at }),
  };
}

/** What an action acts before, by its YAML; nothing where it was asked to stay in its place. */
function precededBy({ id, args }: BoundAction, spec: Spec): readonly string[] {
  const { precedes = [], inPlace } = spec.operations[id] ?? {};
  const stays = Object.entries(args).some(([key, value]) => key === inPlace && value === true);
  return stays ? [] : precedes;
}

/** What YAML calls `precedes`: an action that acts before another moves in front of the first such one. */
function inOrder(actions: readonly BoundAction[], spec: Spec): readonly BoundAction[] {
  const ordered: BoundAction[] = [];
  for (const action of actions) {
    const before = precededBy(action, spec);
    const index = ordered.findIndex(({ id }) => before.includes(id));
    ordered.splice(index < 0 ? ordered.length : index, 0, action);
  }
  return ordered;
}

/** Whether an animation comes out of an action as one: its YAML says so of the action and of each parameter given. */
function keepsAnimation(action: BoundAction, operation: Operation): boolean {
  const still = Object.entries(operation.parameters).filter(([, p]) => p.animated === 'still');
  return operation.animated === 'keep' && still.every(([key]) => !(key in action.args));
}

/**
 * A JPEG or WebP without a quality gets its source's, where that is a JPEG too, else the default (Q023); the other formats
 * know none but AVIF, whose quality nobody asks for (Q088).
 */
function finish({ quality, ...encode }: Encode, source: SourceInfo, { chain }: Spec): Encode {
  const fallback = Number(chain['default-jpg-quality'].is);
  switch (encode.format) {
    case 'jpg':
      return { ...encode, quality: quality ?? source.quality ?? fallback };
    case 'webp':
      return { ...encode, quality: quality ?? fallback };
    case 'avif':
      return { ...encode, quality: Number(chain['default-avif-quality'].is) };
    case 'png':
    case 'gif':
    case 'bmp':
    case 'tiff':
    case 'heic':
      return encode;
  }
}

/** Holds the limits of an action's own operation, those that its arguments call for. */
function holdOwn(action: BoundAction, of: Limit['of'], picture: Measured, spec: Spec): void {
  const given = new Map<string, unknown>(Object.entries(action.args));
  const limits = Object.entries(spec.operations[action.id]?.limits ?? {}).filter(
    ([, { when = {} }]) =>
      Object.entries(when).every(([key, value]) => Number(given.get(key)) === value),
  );
  holdLimits(Object.fromEntries(limits), of, picture, spec, action.id);
}

/**
 * Bound actions × header → steps with sizes and one encoding. Pure: no pixel is read, and every limit is held against
 * sizes here.
 */
export function plan(
  actions: readonly BoundAction[],
  source: SourceInfo,
  spec: Spec,
  around: Surroundings = {},
): Plan {
  const ordered = inOrder(actions, spec);
  holdFormat(source, spec);
  for (const action of ordered) holdOwn(action, 'source', source, spec);
  holdLimits(spec.limits, 'source', source, spec);
  holdActions(ordered, source, spec);

  const { format } = source;
  const animated = ordered.every((action) => {
    const operation = spec.operations[action.id];
    return operation !== undefined && keepsAnimation(action, operation);
  });
  let encode: Encode = { format, progressive: false, animated: animated && source.frames > 1 };
  let size: Size = source;
  let isUntouched = ordered.length > 0;
  const steps: Step[] = [];
  for (const action of ordered) {
    if (isTransform(action)) {
      holdOwn(action, 'input', { ...size, format }, spec);
      const { mark = unknownMark, faceOf = substitute } = around;
      const where = { ...whereOf(action, spec, source, around), mark, faceOf };
      const next = stepsOf(action, size, where);
      if (next === 'source') continue;
      for (const step of next) {
        holdOwn(action, 'output', { ...step.size, format }, spec);
        steps.push(step);
        size = step.size;
      }
    } else if (isEncode(action)) {
      const next = settle(action, encode, whereOf(action, spec, source, around));
      if (next === 'source') continue;
      encode = next;
    }
    isUntouched = false;
  }
  const isAnimation = encode.animated && (encode.format === 'gif' || encode.format === 'webp');
  encode = finish({ ...encode, animated: isAnimation }, source, spec);
  const { format: written } = encode;
  if (!isUntouched && !isWritten(written)) refuse('not-emulated', { fields: { value: written } });
  holdLimits(spec.limits, 'result', { ...size, format: written }, spec);
  const together = joinLevels(steps);
  const joined = joinedSteps(source, together, encode.animated);
  return { source, steps: together, joined, encode: isUntouched ? 'source' : encode };
}
