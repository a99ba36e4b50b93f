import type { Operation, Parameter, Spec } from '../../spec/corpus.ts';
import type { ObjectRef, RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { BoundAction } from '../operation.ts';

type ObjectParameter = Extract<Parameter, { type: 'object' }>;

/** An object that an action names, and the parameter that names it. */
export interface Named {
  readonly ref: ObjectRef;
  readonly parameter: ObjectParameter;
  /** Refuses by the operation's own name for what is wrong. */
  readonly refuse: (why: keyof ObjectParameter['refuse']) => never;
}

/** Whether an argument names an object: only parameters of type `object` are bound to such values. */
export const isRef = (value: unknown): value is ObjectRef =>
  typeof value === 'object' && value !== null;

function named({ id }: Operation, parameter: ObjectParameter, ref: ObjectRef, at: number): Named {
  return {
    ref,
    parameter,
    refuse: (why) =>
      refuse(`${id}:${parameter.refuse[why]}` as RefusalName, {
        fields: { Key: ref.key },
        at,
        cite: parameter.cite,
      }),
  };
}

/** The objects that an action names. */
function namedBy({ id, args, at }: BoundAction, { operations }: Spec): Named[] {
  const operation = operations[id];
  const values = new Map<string, unknown>(Object.entries(args));
  return Object.entries(operation?.parameters ?? {}).flatMap(([key, parameter]) => {
    const value = values.get(key);
    const isNamed = operation && parameter.type === 'object' && isRef(value);
    return isNamed ? [named(operation, parameter, value, at)] : [];
  });
}

/** The objects that a chain names, in the order written. */
export const namedIn = (actions: readonly BoundAction[], spec: Spec): readonly Named[] =>
  actions.flatMap((action) => namedBy(action, spec));

/** Refuses the first object that is one too many, as the parameter that names it counts. */
export function holdCount(actions: readonly BoundAction[], spec: Spec): void {
  const all = namedIn(actions, spec);
  for (const [index, { parameter, refuse: refuseOne }] of all.entries()) {
    const keys = all.slice(0, index + 1).map(({ ref }) => ref.key);
    const count = parameter.counts === 'keys' ? new Set(keys).size : keys.length;
    if (count > parameter.most) refuseOne('most');
  }
}
