import type { Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import { type Action, type Chain, cut, type Piece, type Pipe } from '../process/parse.ts';
import { actionsOf, readMeaning } from './actions.ts';
import { entryOf } from './entry.ts';
import { readKeys, type Values } from './keys.ts';
import { isWatermark, readWatermark } from './watermark.ts';

interface Read {
  readonly actions: readonly Action[];
  readonly values: Values;
  /** What stands behind the first dot. */
  readonly suffix?: Piece;
}

const none: Values = new Map();

function readPipe(pipe: Piece, spec: Spec): Read {
  if (isWatermark(pipe)) return { actions: [readWatermark(pipe, spec)], values: none };
  const dot = pipe.text.indexOf('.');
  const keys = dot < 0 ? pipe : { ...pipe, text: pipe.text.slice(0, dot) };
  const values = readKeys(keys, spec, 'main');
  const actions = actionsOf(values, spec);
  if (dot < 0) return { actions, values };
  const suffix = { text: pipe.text.slice(dot + 1), at: pipe.at + dot + 1 };
  return { actions, values, suffix };
}

/** Keys that make a part of the picture transparent themselves (Q114). */
const clearing = ['ci', 'r'];

/** The format that the last of the pipes' suffixes asks for, or a jpg. Refuses a suffix that is none. */
function formatOf(read: readonly Read[], { oldGrammar }: Spec, at: number): Action {
  const suffix = read.flatMap((one) => one.suffix ?? []).at(-1) ?? { text: 'jpg', at };
  const numbersOf = (key: string) => read.flatMap(({ values }) => values.get(key)?.numbers ?? []);
  const isMoving = numbersOf('an').at(-1) === 1 && suffix.text === 'src';
  const known = entryOf(oldGrammar.formats, isMoving ? 'gif' : suffix.text);
  if (!known)
    return refuse('invalid-value', { fields: { value: suffix.text, name: 'f' }, at: suffix.at });
  const { name, tokens } = readMeaning(known.means, suffix.at);
  const isWhite = numbersOf('wh').at(-1) === 1 || clearing.some((key) => numbersOf(key).length > 0);
  return { name, tokens: isWhite ? tokens : [...tokens, { text: 'black_1', at: suffix.at }] };
}

const pipeOf = (actions: readonly Action[], at: number): Pipe => ({
  old: true,
  domain: { text: 'image', at },
  actions,
});

/**
 * What stands behind the `@` of an address of the old image service, as a chain of the new grammar. Refuses by the texts of
 * spec/old-grammar.yaml what is wrong by that grammar; the rest is bound, and refused, like any chain.
 *
 * @example readOldGrammar('100w_100h_1e_1c.png', spec) // image/resize,m_fill,w_100,h_100,limit_0/format,png
 */
export function readOldGrammar(text: string, spec: Spec): Chain {
  const word = entryOf(spec.oldGrammar.words, text);
  if (word) return { pipes: [pipeOf([readMeaning(word.means, 0)], 0)] };
  const pipes = cut({ text, at: 0 }, '|');
  const read = pipes.map((pipe) => readPipe(pipe, spec));
  const ending = formatOf(read, spec, text.length);
  const isLast = (index: number) => index === pipes.length - 1;
  return {
    pipes: read.map(({ actions }, index) =>
      pipeOf(isLast(index) ? [...actions, ending] : actions, pipes[index]?.at ?? 0),
    ),
  };
}

/** Whether the content of a style is of the old grammar: nothing of the new one begins so (Q110). */
export const isOldGrammar = (content: string, { oldGrammar }: Pick<Spec, 'oldGrammar'>): boolean =>
  entryOf(oldGrammar.words, content) !== undefined || /^(-?\d|\.|watermark=)/.test(content);
