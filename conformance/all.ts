import type { Case } from './case.ts';
import { generateCases } from './generated.ts';
import { loadCases } from './load.ts';

/** Every case: those that are written, and those that are generated from the tables of spec/. */
export function loadAll(): Case[] {
  return [...loadCases(), ...generateCases()];
}
