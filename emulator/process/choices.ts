import type { Spec } from '../../spec/corpus.ts';
import type { ChoicesOf, EmulatedId } from '../../spec/types.gen.ts';

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const known = new WeakMap<Spec, Map<string, unknown>>();

/** The words that an edition chose for an operation: `limit-compares: { is: scaled }` → `{ limitCompares: 'scaled' }`. */
export function choicesOf<K extends EmulatedId>(id: K, spec: Spec): ChoicesOf[K] {
  const ofSpec = known.get(spec) ?? new Map<string, unknown>();
  known.set(spec, ofSpec);
  if (!ofSpec.has(id)) {
    const choices = Object.entries(spec.operations[id]?.choices ?? {});
    ofSpec.set(id, Object.fromEntries(choices.map(([name, { is }]) => [camel(name), is])));
  }
  // types.gen.ts is generated from the same choices.
  return ofSpec.get(id) as ChoicesOf[K];
}
