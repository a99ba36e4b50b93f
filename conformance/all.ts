import type { Case } from './case.ts';
import { conflictsOf } from './conflicts.ts';
import { generateCases } from './generated.ts';
import { loadCases } from './load.ts';
import { generateMatrix } from './matrix/cases.ts';

/**
 * Every case: those that are written, and those that are generated from tables. Throws CorpusError for a wrong file,
 * and Error where cases would disturb each other.
 */
export function loadAll(): Case[] {
  const cases = [...loadCases(), ...generateCases(), ...generateMatrix()];
  const conflicts = conflictsOf(cases);
  if (conflicts.length > 0) throw new Error(conflicts.join('\n'));
  return cases;
}
