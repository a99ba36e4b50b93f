import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { gridColour } from '../../fixtures/grid.ts';
import { packageRoot } from '../../spec/corpus.ts';
import { decode } from './decode.ts';
import { at } from './drawn.contract.ts';
import { decodeHeic } from './heic.ts';
import { probe } from './probe.ts';

const fixture = (name: string) => readFile(join(packageRoot, 'fixtures/image', name));
const decoded = async (name: string) => {
  const bytes = await fixture(name);
  return decodeHeic(bytes, await probe(bytes));
};

test.each(['grid.heic', 'p3.heic'])('%s has the colours of the grid, in sRGB', async (name) => {
  const frame = await decoded(name);
  expect(frame).toMatchObject({ width: 200, height: 100, channels: 3 });
  for (let cell = 0; cell < 100; cell += 1) {
    const [col, row] = [cell % 10, Math.floor(cell / 10)];
    const seen = at(frame, 20 * col + 10, 10 * row + 5);
    gridColour(col, row).forEach((level, channel) =>
      // Dark colours lose some in the curve of the wide space. Left in it, some would be off by 60.
      expect(Math.abs(level - seen[channel]!), `${col},${row}`).toBeLessThan(16),
    );
  }
});

test('alpha is kept', async () => {
  const frame = await decoded('alpha.heic');
  expect(frame.channels).toBe(4);
  expect(at(frame, 10, 50)[3]).toBeLessThan(3);
  expect(Math.abs(at(frame, 110, 50)[3]! - 142)).toBeLessThan(4);
  expect(at(frame, 190, 50)[3]).toBeGreaterThan(252);
});

test('many at once come one after the other and each in full', async () => {
  const frames = await Promise.all(
    Array.from({ length: 6 }, (_, index) => decoded(index % 2 ? 'photo.heic' : 'grid.heic')),
  );
  expect(frames.map(({ width }) => width)).toEqual([200, 160, 200, 160, 200, 160]);
});

test('a damaged one is refused and the next one is read', async () => {
  const whole = await fixture('photo.heic');
  const info = await probe(whole);
  for (const part of [0.3, 0.6, 0.95]) {
    const read = decode(whole.subarray(0, whole.length * part), info, [], { animated: false });
    await expect(read).rejects.toMatchObject({ refusal: 'damaged-heic' });
  }
  expect(await decoded('photo.heic')).toMatchObject({ width: 160, height: 120 });
});

test('one that was replaced by another size is refused', async () => {
  const other = await probe(await fixture('photo.heic'));
  const read = decode(await fixture('grid.heic'), other, [], { animated: false });
  await expect(read).rejects.toMatchObject({ refusal: 'damaged-heic' });
});

test('the idle thread keeps no process alive', async () => {
  const program = fileURLToPath(new URL('heic.child.ts', import.meta.url));
  const picture = join(packageRoot, 'fixtures/image/photo.heic');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    program,
    picture,
  ]);
  expect(stdout.split('\n')).toEqual(['decoded', 'nothing is left', '']);
}, 30_000);
