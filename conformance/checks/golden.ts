import { describe } from '../compare/describe.ts';
import { judge } from '../compare/judge.ts';
import { findGolden } from '../goldens.ts';
import type { Check, Checks } from './check.ts';

/** The picture looks like a golden, frame by frame. */
const checkGolden: Check<string> = async (name, seen) => {
  const golden = await findGolden(name);
  const comparison = judge(golden, await seen.frames());
  return { ok: comparison.matches, ...describe(comparison) };
};

/** The check of pictures that somebody else rendered. */
export const goldenChecks = { golden: checkGolden } satisfies Partial<Checks>;
