import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz } from '../fuzz/fuzz.ts';
import { fuzzable } from '../fuzz/fuzzable.ts';
import { describeFuzz } from '../fuzz/report.ts';
import { openJudged, readEdition, targetFlags } from './flags.ts';

const options = {
  ...targetFlags,
  edition: { type: 'string' },
  runs: { type: 'string', default: '200' },
  seed: { type: 'string' },
  path: { type: 'string' },
} as const;

function readNumber(flag: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`--${flag}: ${value} is no whole number from ${least}`);
}

/** Judges an endpoint, or the emulator started for this, by random requests. Answers the exit code. */
export async function fuzzCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const edition = readEdition(values.edition);
  const runs = readNumber('runs', values.runs, 1);
  const seed = readNumber('seed', values.seed ?? String(randomInt(2 ** 31)), 0);
  const judged = await openJudged(values, edition);
  try {
    let failed = false;
    for (const target of judged.targets)
      for (const operation of positionals.length > 0 ? positionals : fuzzable(target.edition)) {
        const report = await fuzz(operation, { runs, seed, target, path: values.path });
        console.log(describeFuzz(report));
        failed ||= report.failure !== undefined;
      }
    return failed ? 1 : 0;
  } finally {
    await judged.close();
  }
}
