import type { Failure, Parameter, Spec } from '../../spec/corpus.ts';
import type { Wrong } from './value.ts';

/** An action with exactly one thing wrong with its text, and how it must be refused. */
export interface Mistake {
  /** What stands between two slashes; may be two actions. */
  readonly action: string;
  /** Key of `Spec.refusals`. */
  readonly refusal: string;
  /** The EC, `none` where there must be none; left out: it is not judged. */
  readonly ec?: string;
  /** Left out: it is not judged. */
  readonly message?: string;
}

/** A mistake that is refused by this name; `own` is the EC that goes before the refusal's. */
export function named(action: string, refusal: string, spec: Spec, own?: string): Mistake {
  const ec = own ?? spec.refusals[refusal]?.ec ?? 'none';
  return { action, refusal, ec: spec.ec ? ec : 'none' };
}

/** The refusal that answers a failure of a parameter of this type. Throws when spec/ binds none. */
function refusalOf({ binding }: Spec, failure: Failure, type: Parameter['type']): string {
  const bound = binding[failure];
  const refusal = typeof bound === 'string' ? bound : (bound[type] ?? bound['other']);
  if (refusal === undefined) throw new Error(`spec/ binds no refusal to ${failure}.`);
  return refusal;
}

/** The message with what was sent, where it is certain. */
function messageOf(
  parameter: Parameter,
  key: string,
  wrong: Wrong,
  template: string,
): string | undefined {
  const { value, failure } = wrong;
  // XML 1.0 cannot hold every character, and a negative number is outside or malformed, as one likes.
  if (value.includes('\u0000') || value.startsWith('-')) return undefined;
  const names = new Map([
    ['value', value],
    ['name', parameter.name ?? key],
  ]);
  return (parameter.message?.[failure] ?? template).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => names.get(name) ?? whole,
  );
}

/** A mistake in the value of one parameter; `key` is what messages call it, unless it has a name of its own. */
export function failed(
  parameter: Parameter,
  key: string,
  wrong: Wrong,
  action: string,
  spec: Spec,
): Mistake {
  const { ec } = parameter;
  const refusal = refusalOf(spec, wrong.failure, parameter.type);
  // Nothing says which EC goes with what is not emulated, and the suite asks anonymously for what needs a cloud project (Q100).
  if (wrong.failure === 'unbound') return { action, refusal: 'anonymous-forbidden' };
  if (wrong.failure === 'unemulated') return { action, refusal };
  const own = wrong.ec ?? (typeof ec === 'string' ? ec : (ec?.[wrong.failure] ?? ec?.malformed));
  const message = messageOf(parameter, key, wrong, spec.refusals[refusal]?.message ?? '');
  return { ...named(action, refusal, spec, own), ...(message === undefined ? {} : { message }) };
}
