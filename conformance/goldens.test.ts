import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { reduce, reencode } from './compare/honest.contract.ts';
import { judge } from './compare/judge.ts';
import { mutants, type Part } from './compare/mutants.contract.ts';
import { findFixture } from './fixtures.ts';
import { findGolden, goldens } from './goldens.ts';
import { loadCases } from './load.ts';
import { decodeFrames, type Pixels } from './pixels.ts';

const folder = join(packageRoot, 'golden');
const cases = loadCases();

test('the manifest lists the pictures that are there, by their SHA-256', async () => {
  const files = await readdir(join(folder, 'reference'));
  const hashes = files.map(async (file) => {
    const bytes = await readFile(join(folder, 'reference', file));
    return [`reference/${file}`, createHash('sha256').update(bytes).digest('hex')];
  });
  expect(
    Object.fromEntries([...goldens.values()].map(({ path, sha256 }) => [path, sha256])),
  ).toEqual(Object.fromEntries(await Promise.all(hashes)));
});

test('a golden that is not there cannot be asked for', async () => {
  await expect(findGolden('nonsense')).rejects.toThrow(/no golden nonsense/);
});

function partOf(written: string): Part {
  const [left = 0, top = 0, width = 0, height = 0] = written.split(/[,x]/).map(Number);
  return { left, top, width, height };
}
const readSource = async (name: string): Promise<Pixels[]> =>
  decodeFrames(await findFixture(name, new Map())!.bytes());

describe.each([...goldens])('%s', (name, { source, part }) => {
  test('is asked for by a case, of the fixture that it was rendered from', () => {
    const asking = cases.filter(({ exchanges }) =>
      exchanges.some(({ then }) => then.golden === name),
    );
    expect(asking.length).toBeGreaterThan(0);
    for (const { exchanges, given } of asking)
      for (const { when, then } of exchanges)
        if (then.golden === name) expect(given[when.key]).toBe(source);
  });

  test('what honest encoders make of it is accepted', async () => {
    const golden = await findGolden(name);
    const made = await Promise.all(golden.frames.map(reencode));
    for (const encoder of Object.keys(made[0]!)) {
      const comparison = judge(
        golden,
        made.map((frame) => frame[encoder]!),
      );
      expect({ encoder, ...comparison }).toMatchObject({ matches: true });
    }
  });

  test.each(Object.entries(mutants))('%s: refused', async (_, mutate) => {
    const golden = await findGolden(name);
    const wrong = golden.frames.map((frame) => mutate(frame, partOf(part)));
    expect(judge(golden, wrong).matches).toBe(false);
  });

  test('the source itself is refused', async () => {
    expect(judge(await findGolden(name), await readSource(source)).matches).toBe(false);
  });
});

test.each(['resize-lfit', 'resize-fixed', 'resize-jpeg', 'resize-odd-jpeg'])(
  '%s: another Lanczos is accepted, and what is next to each pixel is not',
  async (name) => {
    const golden = await findGolden(name);
    const { source } = goldens.get(name)!;
    const { width, height } = golden.frames[0]!;
    const [picture] = await readSource(source);
    const opaque = picture!.data.filter((_, at) => at % 4 !== 3);
    const drawn = { ...picture!, channels: 3, data: Uint8Array.from(opaque) } as const;
    expect(judge(golden, [reduce(drawn, width, height)])).toMatchObject({ matches: true });
    expect(judge(golden, [takeNearest(picture!, width, height)]).matches).toBe(false);
  },
);

/** One pixel of many, as a careless resampler takes it. */
function takeNearest(from: Pixels, width: number, height: number): Pixels {
  const data = Uint8Array.from({ length: 4 * width * height }, (_, at) => {
    const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)];
    const [col, row] = [
      Math.floor(((x + 0.5) * from.width) / width),
      Math.floor(((y + 0.5) * from.height) / height),
    ];
    return from.data[4 * (row * from.width + col) + (at % 4)]!;
  });
  return { width, height, data };
}
