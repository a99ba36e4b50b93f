import { parseArgs } from 'node:util';
import { corpus, loadManual } from '../../spec/corpus.ts';
import { audit } from '../audit.ts';
import { loadDivergences } from '../divergences.ts';
import { loadCases } from '../load.ts';

/** Prints what the spec says and no case shows. Answers 1 when an emulated operation has such a sentence. */
export function auditCommand(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const { problems, notes } = audit(loadCases(), corpus, loadManual(), loadDivergences());
  for (const note of notes) console.log(`note: ${note}`);
  for (const problem of problems) console.log(problem);
  return Promise.resolve(problems.length > 0 ? 1 : 0);
}
