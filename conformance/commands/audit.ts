import { parseArgs } from 'node:util';
import { corpus, loadErrorCodes, loadManual } from '../../spec/corpus.ts';
import { auditErrorCodes } from '../audit-error-codes.ts';
import { audit } from '../audit.ts';
import { loadDivergences } from '../divergences.ts';
import { loadCases } from '../load.ts';

/** Prints what the spec says and no case shows. Answers 1 when an emulated operation has such a sentence. */
export function auditCommand(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const cases = loadCases();
  const { problems: unshown, notes } = audit(cases, corpus, loadManual(), loadDivergences());
  const problems = [...unshown, ...auditErrorCodes(cases, corpus, loadErrorCodes())];
  for (const note of notes) console.log(`note: ${note}`);
  for (const problem of problems) console.log(problem);
  return Promise.resolve(problems.length > 0 ? 1 : 0);
}
