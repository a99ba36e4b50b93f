import type { Edition } from '../spec/corpus.ts';
import type { Case } from './case.ts';

/** The cases of an edition that one of the ids names: the case itself, its rows, or everything in its file or folder. */
export function select(
  cases: readonly Case[],
  only: readonly string[] | undefined,
  edition: Edition | undefined,
): Case[] {
  const isNamed = (id: string) =>
    only?.some((name) => id === name || id.startsWith(`${name}/`) || id.startsWith(`${name}[`)) ??
    true;
  const found = cases.filter((one) => isNamed(one.id) && (edition ?? one.edition) === one.edition);
  if (found.length === 0) throw new Error(`there is no case ${only?.join(', ') ?? ''}`);
  return found;
}
