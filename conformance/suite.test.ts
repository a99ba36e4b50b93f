import { expect, it } from 'vitest';
import { loadAll } from './all.ts';
import { loadDivergences } from './divergences.ts';
import { replayWith } from './report/explain.ts';
import { writePretty } from './report/pretty.ts';
import { run } from './run.ts';
import { judgeEmulator } from './targets/judged.ts';

it(
  'the emulator, in a process of its own, passes the whole suite',
  { timeout: 150_000 },
  async () => {
    const judged = await judgeEmulator(undefined);
    try {
      const cases = loadAll();
      const results = await run({ cases, targets: judged.targets, divergences: loadDivergences() });
      const wrong = results.filter(({ verdict }) => ['fail', 'error'].includes(verdict.is));
      expect(results.length).toBe(cases.length);
      expect(wrong, writePretty(wrong, replayWith('npm run suite --'))).toEqual([]);
    } finally {
      await judged.close();
    }
  },
);
