import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { photo } from '../fixtures/photo.ts';
import { writePng } from '../fixtures/png.ts';
import { encodeWebp } from '../fixtures/make/encode.ts';
import { packageRoot } from '../spec/corpus.ts';
import { expectImage, ImageMismatch } from './index.ts';
import { decodePixels, meanColour } from './pixels.ts';

const fixture = (name: string) => join(packageRoot, 'fixtures', 'image', name);
const golden = fixture('photo-240x160.png');
const scene = photo(240, 160);

/** The photo with a square of 16 pixels at 96,40 lighter by 70 levels. */
const spotted = writePng({
  ...scene,
  data: scene.data.map((level, at) => {
    const [x, y] = [Math.floor(at / 3) % 240, Math.floor(at / 720)];
    return x >= 96 && x < 112 && y >= 40 && y < 56 ? Math.min(255, level + 70) : level;
  }),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-expect-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('matches', () => {
  test.each<[string, string | URL]>([
    ['a path', golden],
    ['a URL', pathToFileURL(golden)],
  ])('%s', async (_, named) => {
    await expectImage(await encodeWebp(scene, { quality: 80 })).toMatch(named);
  });

  test('bytes, and every frame of an animation', async () => {
    const bytes = await readFile(fixture('animated.gif'));
    await expectImage(bytes).toMatch(await readFile(fixture('animated.webp')));
  });
});

test('says what differs and where, and shows it', async () => {
  const difference = join(folder, 'difference.png');
  const mismatch = await expectImage(spotted)
    .toMatch(golden, { difference })
    .catch((error: unknown) => error);
  expect(mismatch).toBeInstanceOf(ImageMismatch);
  const { message, comparison, name } = mismatch as ImageMismatch;
  expect(name).toBe('ImageMismatch');
  expect(comparison.matches).toBe(false);
  expect(message).toContain(`does not match ${golden}`);
  expect(message).toMatch(
    /actual {4}luma of a tile (69|70)\.\d levels \(tile at (96|100|104),(40|44|48)\), TOO FAR/,
  );
  expect(message).toContain(`shown in  ${difference}`);
  const shown = await decodePixels(await readFile(difference));
  expect([shown.width, shown.height]).toEqual([240, 160]);
  expect(meanColour(shown, 96, 40, 2, 2).slice(0, 3)).toEqual([255, 0, 0]);
  const [red, green, blue] = meanColour(shown, 10, 10, 20, 20);
  expect([red, green]).toEqual([blue, blue]);
});

test('writes nothing without a wish, where it matches, and where nothing can be shown', async () => {
  const before = await readdir(folder);
  await expect(expectImage(spotted).toMatch(golden)).rejects.toThrow(ImageMismatch);
  await expectImage(await readFile(golden)).toMatch(golden, {
    difference: join(folder, 'none.png'),
  });
  const smaller = await readFile(fixture('photo-160x120.png'));
  const mismatch = expectImage(smaller).toMatch(golden, { difference: join(folder, 'none.png') });
  await expect(mismatch).rejects.toThrow(/expected {2}size 240x160\n {2}actual {4}size 160x120$/);
  expect(await readdir(folder)).toEqual(before);
});

const text = fixture('text.jpg');
test.each<[string, () => Promise<void>]>([
  ['the picture', async () => expectImage(await readFile(text)).toMatch(golden)],
  ['the golden', () => expectImage(spotted).toMatch(text)],
  ['the file of the golden', () => expectImage(spotted).toMatch(join(folder, 'absent.png'))],
])('an Error of another kind where %s cannot be read', async (_, attempt) => {
  const error: unknown = await attempt().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(ImageMismatch);
});
