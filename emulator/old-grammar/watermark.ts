import type { Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import { failWith } from '../process/arguments.ts';
import { type Action, cut, format, type Piece } from '../process/parse.ts';
import { decodeBase64, readValue } from '../process/values.ts';
import { actionsOf } from './actions.ts';
import { entryOf } from './entry.ts';
import { readKeys } from './keys.ts';

/** What each kind of watermark stamps. */
const kinds = new Map([
  ['1', ['object']],
  ['2', ['text']],
  ['3', ['object', 'text']],
]);

/** `watermark=…` begins a pipe of its own. */
export const isWatermark = ({ text }: Piece): boolean => text.startsWith('watermark');

const encode = (text: string) => Buffer.from(text).toString('base64url');

/** `panda.png@30P` as `panda.png?x-oss-process=image/resize,P_30`, both in base64. */
function translateObject({ text, at }: Piece, spec: Spec): string {
  const plain = decodeBase64(text) ?? '';
  const mark = plain.lastIndexOf('@');
  if (mark < 0) return text;
  const values = readKeys({ text: plain.slice(mark + 1).trimEnd(), at }, spec, 'watermark');
  const actions = actionsOf(values, spec);
  const key = plain.slice(0, mark);
  if (actions.length === 0) return encode(key);
  const process = format({ pipes: [{ domain: { text: 'image', at }, actions }] });
  return encode(`${key}?x-oss-process=${process}`);
}

interface Pair {
  readonly key: string;
  readonly value: Piece;
}

function readPair(piece: Piece, { oldGrammar: { pairs } }: Spec): Pair {
  const sign = piece.text.indexOf('=');
  const value = piece.text.slice(sign + 1);
  const isFirst = isWatermark(piece);
  if (sign < 0 || value === '') {
    const ec = sign < 0 && isFirst ? pairs.first : pairs.ec;
    refuse('invalid-value', { fields: { value: piece.text, name: 'watermark' }, ec, at: piece.at });
  }
  return { key: piece.text.slice(0, sign), value: { text: value, at: piece.at + sign + 1 } };
}

/** The token that a pair means; none for a key that nobody knows. Refuses what its value cannot be. */
function tokenOf({ key, value }: Pair, spec: Spec): Piece | undefined {
  const { token, values, reads } = entryOf(spec.oldGrammar.watermark, key) ?? {};
  const operation = spec.operations['image/watermark'];
  if (!operation || !reads || token === undefined || reads.type === 'object') return undefined;
  const read = readValue(reads, value.text);
  if ('failure' in read) return failWith(operation, spec, key, reads, value)(read.failure);
  const meant = values?.[String(read.value)] ?? value.text;
  const text = token === 'image' ? translateObject(value, spec) : meant;
  return { text: `${token}_${text}`, at: value.at };
}

/** `watermark=2&text=…&t=90` as the action `watermark`. Refuses what is no `key=value`, or lacks what its kind stamps. */
export function readWatermark(pipe: Piece, spec: Spec): Action {
  const pairs = cut(pipe, '&').map((piece) => readPair(piece, spec));
  const given = new Map(pairs.map((pair) => [pair.key, pair]));
  const kind = given.get('watermark')?.value ?? pipe;
  const stamps = kinds.get(kind.text);
  const name = { text: 'watermark', at: pipe.at };
  if (!stamps) {
    const { first } = spec.oldGrammar.pairs;
    return refuse('invalid-value', {
      fields: { value: kind.text, name: name.text },
      ec: first,
      at: kind.at,
    });
  }
  for (const key of stamps)
    if (!given.has(key)) {
      const ec = spec.oldGrammar.watermark[key]?.reads.ec;
      const own = typeof ec === 'string' ? ec : ec?.missing;
      refuse('missing-value', { fields: { name: key }, ec: own, at: pipe.at });
    }
  const others = ['object', 'text'].filter((key) => !stamps.includes(key));
  const tokens = [...given.values()]
    .filter(({ key }) => !others.includes(key))
    .flatMap((pair) => tokenOf(pair, spec) ?? []);
  return { name, tokens };
}
