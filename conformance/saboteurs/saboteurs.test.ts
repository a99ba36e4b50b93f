import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../case.ts';
import { loadAll } from '../all.ts';
import { needsFrames } from '../prepare.ts';
import { type Result, run } from '../run.ts';
import { type Saboteur, sabotage } from '../target.ts';
import { type Judged, judgeEmulator } from '../targets/judged.ts';
import { saboteurs } from './all.ts';

const cases = new Map(
  loadAll()
    .filter(({ edition }) => edition === 'current')
    .map((one) => [one.id, one]),
);
const named = ({ caughtBy }: Saboteur): Case[] =>
  Object.keys(caughtBy).flatMap((id) => cases.get(id) ?? []);

let judged: Judged;
let honest: ReadonlyMap<string, Result>;
beforeAll(async () => {
  judged = await judgeEmulator('current');
  const all = [...new Set(saboteurs.flatMap(named))];
  const results = await run({ cases: all, targets: judged.targets });
  honest = new Map(results.map((result) => [result.case.id, result]));
}, 60_000);
afterAll(() => judged.close());

test('no two tell the same lie', () => {
  expect(new Set(saboteurs.map(({ lie }) => lie)).size).toBe(saboteurs.length);
});

describe.each(saboteurs)('$lie', (saboteur) => {
  test.for(Object.entries(saboteur.caughtBy))(
    '%s notices it by %s',
    async ([id, check], { skip }) => {
      const one = cases.get(id);
      if (!one) throw new Error(`there is no case ${id}`);
      const truth = honest.get(id)?.verdict;
      if (truth?.is === 'skip' && needsFrames(one)) skip(truth.reason);
      expect(truth).toEqual({ is: 'pass' });
      const targets = judged.targets.map((target) => sabotage(target, saboteur));
      const [result] = await run({ cases: [one], targets });
      const { verdict } = result!;
      const failed = verdict.is === 'fail' ? verdict.findings.map((finding) => finding.check) : [];
      expect(failed, JSON.stringify(verdict)).toContain(check);
    },
  );
});
