import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../../fixtures/ffmpeg.ts';
import type { Edition } from '../../spec/corpus.ts';
import { sabotage, type Target } from '../target.ts';
import { type Judged, judgeEmulator } from '../targets/judged.ts';
import { fuzz } from './fuzz.ts';
import { fuzzable } from './fuzzable.ts';
import { describeFuzz } from './report.ts';

// Another seed at each run; a failure prints it, with the command that tries the counterexample again.
const seed = Date.now() % 2 ** 31;

const ffmpeg = await findFfmpeg();

let judged: Judged;
beforeAll(async () => {
  judged = await judgeEmulator(undefined);
}, 60_000);
afterAll(() => judged.close());

function targetOf(edition: Edition): Target {
  const target = judged.targets.find((one) => one.edition === edition);
  if (!target) throw new Error(`nobody judges ${edition}`);
  return target;
}

describe.each([
  ['current', 36],
  ['2019-09', 12],
] as const)('the emulator in %s', (edition, runs) => {
  const survives = async (operation: string, runs: number) => {
    const report = await fuzz(operation, { runs, seed, target: targetOf(edition) });
    expect(report.failure, describeFuzz(report)).toBeUndefined();
    expect(report.runs).toBe(runs);
  };
  const pictures = fuzzable(edition).filter(
    (one) => !['snapshot', 'signature', 'delimiter'].includes(one),
  );
  const films = runs / 3;
  test('resolves literal keys as the rule says', () => survives('delimiter', 5 * runs), 60_000);
  test(
    'refuses whatever a signature covers once a bit of it changed',
    () => survives('signature', 5 * runs),
    60_000,
  );
  test.each(pictures)(
    `survives ${runs} requests of %s`,
    (operation) => survives(operation, runs),
    60_000,
  );
  test.skipIf(!ffmpeg)(
    `survives ${films} requests of snapshot`,
    () => survives('snapshot', films),
    60_000,
  );
});

test('a part that is not signed is found', async () => {
  const liar = sabotage(targetOf('current'), {
    lie: 'headers of a GET are not signed',
    caughtBy: {},
    ask: ({ flip, ...request }) =>
      flip?.part === 'header x-oss-meta-a' && request.verb === 'GET'
        ? request
        : { ...request, ...(flip && { flip }) },
  });
  const report = await fuzz('signature', { runs: 1000, seed, target: liar });
  expect(report.failure?.process, describeFuzz(report)).toMatch(/ of header x-oss-meta-a$/);
}, 60_000);

test('a lie is found, shrunk, and found again by its path', async () => {
  const liar = sabotage(targetOf('current'), {
    lie: 'heights from 61 to 99 are one too large',
    caughtBy: {},
    ask: (request) => ({
      ...request,
      process: (request.process ?? '').replace(/h_(\d+)/, (whole, height: string) =>
        /^(6[1-9]|[7-9]\d)$/.test(height) ? `h_${Number(height) + 1}` : whole,
      ),
    }),
  });
  const { failure } = await fuzz('crop', { runs: 500, seed: 3, target: liar });
  // Nothing smaller shows it: one height of 61, where the picture is higher than that.
  expect(failure?.process).toBe('image/crop,h_61');
  expect(failure?.problem).toContain('size: expected');
  const again = await fuzz('crop', { runs: 1, seed: 3, target: liar, path: failure!.path });
  expect(again.failure?.process).toBe('image/crop,h_61');
});

test('a refusal with the wrong EC, and a picture where a refusal belongs, are found', async () => {
  const target = targetOf('current');
  const options = { runs: 300, seed: 5 };
  const careless = sabotage(target, {
    lie: 'rotate,400 is rotate,40',
    caughtBy: {},
    ask: (request) => ({ ...request, process: (request.process ?? '').replace(/,\d{3,}$/, ',40') }),
  });
  const { failure } = await fuzz('rotate', { ...options, target: careless });
  expect(failure?.problem).toContain('error: expected');
  const vague = sabotage(target, {
    lie: 'every EC is another',
    caughtBy: {},
    tell: (response) => ({
      ...response,
      body: Buffer.from(
        Buffer.from(response.body).toString('latin1').replace('-00000281', '-00000282'),
        'latin1',
      ),
      headers: new Map(
        [...response.headers].map(([k, v]) => [k, v.replace('-00000281', '-00000282')]),
      ),
    }),
  });
  const other = await fuzz('interlace', { ...options, target: vague });
  expect(other.failure?.problem).toContain('ec: expected 0040-00000281, got 0040-00000282');
});

test('a delimiter that counts only as it is written plainly is found', async () => {
  const picky = sabotage(targetOf('current'), {
    lie: 'an encoded delimiter is none',
    caughtBy: {},
    ask: ({ path, ...request }) => ({
      ...request,
      ...(path !== undefined && { path: path.replace(/%21/g, '%2521') }),
    }),
  });
  const { failure } = await fuzz('delimiter', { runs: 500, seed: 7, target: picky });
  expect(failure?.curl).toContain('%21');
});

test('an operation that is not there is named with those that are', async () => {
  const asked = fuzz('flip', { runs: 1, seed: 1, target: targetOf('current') });
  await expect(asked).rejects.toThrow(/no operation flip to fuzz, only .*resize.*chain/);
});

test('another answer than that of the same process is found behind an @', async () => {
  const liar = sabotage(targetOf('current'), {
    lie: 'behind an @ a png is a webp',
    caughtBy: {},
    ask: ({ path, ...request }) => ({
      ...request,
      ...(path !== undefined && { path: path.replace(/(%40[^/]*)\.png$/, '$1.webp') }),
    }),
  });
  const { failure } = await fuzz('old-grammar', { runs: 300, seed: 7, target: liar });
  expect(failure?.source).toMatch(/@.*\.png$/);
  expect(failure?.problem).toContain('same: expected 200');
}, 60_000);
