import { specOf } from '../../spec/corpus.ts';
import { takesNoFrames } from '../prepare.ts';
import { fuzzSignatures } from './fuzz-signatures.ts';
import { film, signature } from './fuzzable.ts';
import { groundOf } from './ground.ts';
import { judge, requestOf } from './property.ts';
import type { FuzzOptions, FuzzReport } from './report.ts';
import { search } from './search.ts';

/**
 * Draws legal requests and requests with exactly one thing wrong from the tables of spec/, sends each twice, and holds the
 * answers against the oracle: refused if and only if expected and as expected, never a failure of the server, size, format and
 * grid colours as predicted, well-formed XML, the same bytes again. A counterexample is shrunk. Rejects for an unknown operation,
 * when the target cannot be prepared, and when the suite itself is at fault.
 */
export async function fuzz(operation: string, options: FuzzOptions): Promise<FuzzReport> {
  if (operation === signature) return fuzzSignatures(options);
  const { target, ...rest } = options;
  const spec = specOf(target.edition);
  const { draws, settings, objects } = await groundOf(operation, spec);
  const buckets = new Map<string, string>();
  for (const setting of settings) buckets.set(setting, await target.prepare(setting, objects));
  const [bucket = ''] = buckets.values();
  const report = { operation, edition: target.edition, seed: rest.seed };
  if (operation === film && (await takesNoFrames(target, bucket)))
    return { ...report, runs: 0, skipped: 'the target takes no frames of videos' };
  const found = await search(
    draws,
    (draw) => judge(draw, target, buckets, spec),
    rest,
    (draw) => ({
      source: draw.asked?.key ?? draw.fixture?.name ?? '',
      process: draw.process ?? 'no process',
      curl: target.curl(requestOf(draw, target, buckets)),
    }),
  );
  return { ...report, ...found };
}
