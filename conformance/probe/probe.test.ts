import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../spec/corpus.ts';
import { readPlain } from '../../spec/read.ts';
import { PictureError } from './picture.ts';
import { probe } from './probe.ts';

const folder = join(packageRoot, 'fixtures');
const known = z.looseObject({
  format: z.string(),
  width: z.number().optional(),
  height: z.number().optional(),
  channels: z.number().optional(),
  palette: z.boolean().optional(),
  progressive: z.boolean().optional(),
  interlaced: z.boolean().optional(),
  orientation: z.number().optional(),
  quality: z.number().optional(),
  chroma: z.string().optional(),
  density: z.looseObject({ unit: z.enum(['none', 'inch']), x: z.number() }).optional(),
  frames: z.number().optional(),
  delays: z.array(z.number()).optional(),
  loop: z.number().optional(),
  broken: z.string().optional(),
});
const manifest = readPlain(
  join(folder, 'manifest.yaml'),
  z.record(z.string(), z.looseObject({ path: z.string(), known })),
);
const read = (path: string) => readFileSync(join(folder, path));
const entries = Object.entries(manifest).map(([name, entry]) => ({ name, ...entry }));

describe('probe agrees with what is known of each sound fixture', () => {
  const others = ['svg', 'text', 'nothing', 'mp4', 'mov', 'mkv', 'ts', 'flv', 'avi'];
  const sound = entries.filter(
    ({ known: { broken, format } }) => broken === undefined && !others.includes(format),
  );
  it.each(sound)('$name', ({ path, known: k }) => {
    const picture = probe(read(path));
    expect(picture).toMatchObject({ format: k.format, width: k.width, height: k.height });
    expect(picture.frames).toBe(k.frames ?? 1);
    if (k.delays) expect(picture.delays).toEqual(k.delays);
    if (k.loop !== undefined) expect(picture.loop).toBe(k.loop);
    if (k.quality !== undefined) expect(picture.quality).toBe(k.quality);
    if (k.chroma !== undefined) expect(picture.sampling).toBe(k.chroma);
    expect(picture.orientation).toBe(k.orientation);
    if (k.format === 'jpg' || k.format === 'png')
      expect(picture.progressive).toBe(k.progressive ?? k.interlaced ?? false);
    if (k.density)
      expect(picture.jfif).toBe(
        `${k.density.x}x${k.density.x}/${k.density.unit === 'inch' ? 1 : 0}`,
      );
    if (k.format === 'png' && k.channels !== undefined && k.palette !== true)
      expect(picture.alpha).toBe(k.channels === 4 || k.channels === 2);
  });
});

describe('what is no sound picture is refused', () => {
  it.each([
    'text.jpg',
    'empty.jpg',
    'picture.svg',
    'truncated.png',
    'truncated.gif',
    'truncated.webp',
    'truncated.jpg',
    'truncated.bmp',
    'truncated.tiff',
    'truncated.avif',
    'truncated.heic',
  ])('%s', (name) => expect(() => probe(read(`image/${name}`))).toThrow(PictureError));

  it.each([
    'grid-100x100.png',
    'grid-600x400-q90.jpg',
    'animated.gif',
    'animated.webp',
    'still.webp',
    'bmp-8bit.bmp',
    'lzw.tiff',
    'grid.avif',
    'p3.heic',
  ])('%s cut after any of its first bytes', (name) => {
    const whole = read(`image/${name}`);
    for (let length = 0; length < Math.min(whole.length - 1, 400); length++)
      expect(() => probe(whole.subarray(0, length)), `${length} bytes`).toThrow(PictureError);
  });

  it('a PNG with one changed bit', () => {
    const bytes = Buffer.from(read('image/grid-100x100.png'));
    bytes[60] = (bytes[60] ?? 0) ^ 1;
    expect(() => probe(bytes)).toThrow(/CRC/);
  });
});

it('reads BMP and TIFF', () => {
  const bmp = Buffer.alloc(54 + 7 * 24);
  bmp.writeUInt32LE(54, 10);
  bmp.write('BM');
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(7, 18);
  bmp.writeInt32LE(-5, 22);
  expect(probe(bmp)).toMatchObject({ format: 'bmp', width: 7, height: 5, alpha: false });
  // Two directories of two tags each, big endian: ImageWidth 9 and ImageLength 4, both short.
  const directory = (next: number) => [
    0,
    2,
    1,
    0,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    9,
    0,
    0,
    1,
    1,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    4,
    0,
    0,
    0,
    0,
    0,
    next,
  ];
  const tiff = Buffer.from([77, 77, 0, 42, 0, 0, 0, 8, ...directory(38), ...directory(0)]);
  expect(probe(tiff)).toMatchObject({ format: 'tiff', width: 9, height: 4, frames: 2 });
});

it('reads metadata, chunks and the quality of no table', () => {
  const oriented = probe(read('image/exif-6.jpg'));
  expect(oriented.metadata).toContain('APP1');
  const grid = probe(read('image/grid-100x100.png'));
  expect(grid.metadata).toEqual([]);
  expect(grid.chunks?.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
  const jpeg = Buffer.from(read('image/quality-80.jpg'));
  const table = jpeg.indexOf(Buffer.of(0xff, 0xdb)) + 5;
  jpeg[table] = (jpeg[table] ?? 0) + 1;
  expect(probe(jpeg).quality).toBeUndefined();
});
