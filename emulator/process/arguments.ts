import type { Failure, Operation, Parameter, Spec } from '../../spec/corpus.ts';
import type { ObjectRef, RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { BoundAction } from '../operation.ts';
import { nameOf, type Within } from './bind.ts';
import { moveTo } from './expand.ts';
import { type Chain, parse, type Piece } from './parse.ts';
import { decodeBase64, readValue } from './values.ts';

export type Arguments = Readonly<Record<string, unknown>>;
/** Binds the chain that a mark's name carries; only the operations in `names` may stand in it. */
export type BindInner = (
  chain: Chain,
  names: readonly string[],
  refuseInner: (id: string) => never,
) => readonly BoundAction[];
/** Refuses a value for one failure; `own` is an EC that goes before the parameter's. */
type Fail = (failure: Failure, own?: string) => never;

type Known = ReadonlyMap<string, Parameter>;

/** What this edition accepts in this place; the bare value is called `value`. */
function knownOf(op: Operation, { edition }: Spec, within: Within): Known {
  const known = Object.entries(op.parameters).filter(
    ([, p]) => (p.within ?? within) === within && (p.only ?? edition) === edition,
  );
  return new Map(op.bare ? [...known, ['value', op.bare] as const] : known);
}

/**
 * Tokens by key, in the order of their last mention. A key without `_` is that key, empty; of a key given twice the
 * later counts; empty tokens and unknown keys are passed over (Q024, Q025).
 */
function sortTokens(op: Operation, tokens: readonly Piece[], known: Known): Map<string, Piece> {
  const given = new Map<string, Piece>();
  const put = (key: string, piece: Piece) => {
    given.delete(key);
    given.set(key, piece);
  };
  for (const { text, at } of tokens) {
    const bar = text.indexOf('_');
    const key = bar < 0 ? text : text.slice(0, bar);
    if (text === '') continue;
    if (op.pairs && bar < 0)
      refuse('invalid-value', {
        fields: { value: text, name: nameOf(op.id) },
        ec: op.pairs.ec,
        at,
        cite: op.pairs.cite,
      });
    if (key !== 'value' && known.has(key))
      put(key, bar < 0 ? { text: '', at } : { text: text.slice(bar + 1), at: at + bar + 1 });
    // A bare value is cut at `_`: `format,f_png` is refused for `f` (observed 2026-09).
    else if (op.bare && (!given.has('value') || op.extra === 'last'))
      put('value', { text: key, at });
    else if (typeof op.extra === 'object' && /^-?\d+$/.test(key))
      refuse('too-many-values', {
        fields: { value: text, name: nameOf(op.id) },
        ec: op.extra.ec,
        at,
      });
  }
  return given;
}

/** Looks at the raw text, before the ranges: `w_0,h_0` has an EC of its own although `w_0` is outside by itself. */
function checkForbidden(op: Operation, given: ReadonlyMap<string, Piece>, at: number): void {
  for (const { when, ec, cite } of op.forbid) {
    const wanted = Object.entries(when);
    const [name = '', value = 0] = wanted[0] ?? [];
    if (wanted.every(([key, v]) => given.get(key)?.text === String(v)))
      refuse('invalid-value', { fields: { value: String(value), name }, ec, at, cite });
  }
}

/** What `op` answers for a parameter that failed; code and message from the binding table, the EC from the parameter. */
export function failWith(op: Operation, spec: Spec, key: string, p: Parameter, piece: Piece): Fail {
  return (failure, own) => {
    const by = spec.binding[failure];
    const name = typeof by === 'string' ? by : (by[p.type] ?? by['other'] ?? 'invalid-value');
    const ec =
      own ??
      (typeof p.ec === 'string' ? p.ec : (p.ec?.[failure] ?? p.ec?.malformed ?? p.ec?.outside));
    const label = p.name ?? (key === 'value' ? nameOf(op.id) : key);
    // What is not emulated, or needs a cloud project, is told by its own name and carries no EC of a bad value.
    const isKnown = failure === 'unbound' || failure === 'unemulated';
    const value = isKnown ? `${op.id},${piece.text}` : piece.text;
    return refuse(name as RefusalName, {
      fields: { value, name: label },
      ec: isKnown ? undefined : ec,
      message: p.message?.[failure],
      at: piece.at,
      cite: p.cite,
    });
  };
}

const processMark = '?x-oss-process=';

/** `key` or `key?x-oss-process=image/…`, in base64. One pipe, all of which stands where the value does. */
function readObject(
  p: Extract<Parameter, { type: 'object' }>,
  { text, at }: Piece,
  fail: Fail,
  inner: BindInner,
): ObjectRef {
  const plain = text === '' ? fail('empty') : (decodeBase64(text) ?? fail('malformed'));
  const mark = plain.indexOf(processMark);
  const key = mark < 0 ? plain : plain.slice(0, mark);
  if (key === '') return fail('empty');
  if (mark < 0) return { key };
  const { pipes } = parse(plain.slice(mark + processMark.length));
  if (pipes.length > 1) return fail('outside');
  const chain: Chain = { pipes: pipes.map((pipe) => moveTo(at, pipe)) };
  return { key, chain: inner(chain, p.process, (id) => fail('outside', p.forbidden[id])) };
}

/** One action's tokens as typed arguments with defaults. Throws the first refusal in the order written. */
export function bindArguments(
  op: Operation,
  action: Piece,
  tokens: readonly Piece[],
  spec: Spec,
  within: Within,
  inner: BindInner,
): Arguments {
  const known = knownOf(op, spec, within);
  const given = sortTokens(op, tokens, known);
  checkForbidden(op, given, action.at);
  const args: Record<string, unknown> = {};
  for (const [key, piece] of given) {
    const p = known.get(key);
    if (!p) continue;
    const fail = failWith(op, spec, key, p, piece);
    if (p.type === 'object') args[key] = readObject(p, piece, fail, inner);
    else {
      const read = readValue(p, piece.text);
      args[key] = 'failure' in read ? fail(read.failure) : read.value;
    }
  }
  const need = op.anyOf;
  if (need && !need.keys.some((key) => key in args))
    refuse('missing-value', {
      fields: { name: nameOf(op.id) },
      ec: need.ec,
      at: action.at,
      cite: need.cite,
    });
  // A default also holds for a key that this edition or place does not accept: the code then need not know.
  const all = op.bare ? { ...op.parameters, value: op.bare } : op.parameters;
  for (const [key, p] of Object.entries(all)) {
    if (key in args) continue;
    if (p.required && known.has(key))
      failWith(op, spec, key, p, { text: '', at: action.at })('missing');
    if ('default' in p && p.default !== undefined) args[key] = p.default;
  }
  return args;
}
