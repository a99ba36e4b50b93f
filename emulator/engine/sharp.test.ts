import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { photo } from './drawn.contract.ts';
import { fromFrames, toFrame } from './frame.ts';
import { sharp } from './sharp.ts';

test('an SVG is not read', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await expect(sharp(svg).metadata()).rejects.toThrow('unsupported image format');
});

test("libvips' own format is not read", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  try {
    const file = join(folder, 'picture.v');
    await fromFrames([photo(8, 8)]).toFile(file);
    await expect(sharp(file).metadata()).rejects.toThrow('unsupported image format');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('%s is read', async (format) => {
  const bytes = await fromFrames([photo(16, 12)])
    .toFormat(format)
    .toBuffer();
  expect(await toFrame(sharp(bytes))).toMatchObject({ width: 16, height: 12 });
});

test('nothing is cached', () => {
  expect(sharp.cache()).toMatchObject({ memory: { max: 0 }, files: { max: 0 }, items: { max: 0 } });
});
