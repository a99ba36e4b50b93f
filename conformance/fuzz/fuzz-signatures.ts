import { signature } from './fuzzable.ts';
import type { FuzzOptions, FuzzReport } from './report.ts';
import { search } from './search.ts';
import {
  changedRequest,
  changesOf,
  holdHonest,
  judgeChange,
  signedObjects,
  signedSetting,
  stockOf,
} from './signature.ts';

/** Changes single bits of signed requests. The honest ones are answered, or the run rejects. */
export async function fuzzSignatures({ target, ...options }: FuzzOptions): Promise<FuzzReport> {
  const report = { operation: signature, edition: target.edition, seed: options.seed };
  if (!target.can.has('write')) return { ...report, runs: 0, skipped: 'the target lacks write' };
  const bucket = await target.prepare(signedSetting, signedObjects);
  await holdHonest(target, bucket);
  const stock = await stockOf(target, bucket);
  const found = await search(
    changesOf(target),
    (change) => judgeChange(change, target, bucket, stock),
    options,
    (change) => ({
      source: `${change.does} signed by ${change.sign}`,
      process: `bit ${change.flip.bit} of ${change.flip.part}`,
      curl: target.curl(changedRequest(change, bucket)),
    }),
  );
  return { ...report, ...found };
}
