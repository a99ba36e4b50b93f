import { type Edition, type Operation, specOf } from '../../spec/corpus.ts';
import { oldSetting } from './old-grammar.ts';

export const isFuzzable = ({ id, emulated }: Operation): boolean =>
  emulated && id.startsWith('image/');
export const film = 'snapshot';
export const literal = 'delimiter';
export const signature = 'signature';

/**
 * What can be fuzzed in an edition: every emulated operation by its name, `chain` for chains of those on pictures,
 * `snapshot` for frames of videos, `delimiter` for literal keys, `old-grammar` for what stands behind an `@`, and
 * `signature` for signed requests of which a bit has changed.
 */
export function fuzzable(edition: Edition): string[] {
  const all = Object.values(specOf(edition).operations).filter(isFuzzable);
  return [
    ...all.map(({ id }) => id.replace('image/', '')),
    'chain',
    film,
    literal,
    oldSetting,
    signature,
  ];
}
