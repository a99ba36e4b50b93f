import { parseArgs } from 'node:util';
import { loadAll } from '../all.ts';
import { select } from '../select.ts';
import { caseFlags, readEdition } from './flags.ts';

/** Prints one line a case: id, edition, evidence. */
export function list(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: caseFlags });
  const cases = select(loadAll(), values.only, readEdition(values.edition));
  for (const { id, edition, evidence } of cases) console.log(`${id}\t${edition}\t${evidence}`);
  return Promise.resolve(0);
}
