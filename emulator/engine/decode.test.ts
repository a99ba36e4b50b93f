import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Frame, Picture, Size, Step } from '../operation.ts';
import { decode } from './decode.ts';
import { asPng, at, difference, draw, encoding, noise, photo, solid } from './drawn.contract.ts';
import { encode } from './encode.ts';
import { fromFrames } from './frame.ts';
import { joinedSteps } from './joined.ts';
import { turned } from './orient.ts';
import { probe } from './probe.ts';
import { runStep } from './steps.ts';

const still = { animated: false };

async function first(bytes: Uint8Array, steps: readonly Step[] = []): Promise<Frame> {
  const { frames } = await decode(bytes, await probe(bytes), steps, still);
  expect(frames).toHaveLength(1);
  return frames[0]!;
}

/** Turn, cut, reduce, cut: any of them left out, each legal on the size before it. */
const chains = (from: Size): fc.Arbitrary<Step[]> => {
  const part = (side: number): fc.Arbitrary<[number, number]> =>
    fc
      .integer({ min: 1, max: side })
      .chain((length) => fc.tuple(fc.integer({ min: 0, max: side - length }), fc.constant(length)));
  const cut = ({ width, height }: Size): fc.Arbitrary<Step> =>
    fc.tuple(part(width), part(height)).map(([[left, w], [top, h]]) => ({
      do: 'extract',
      from: { left, top },
      size: { width: w, height: h },
    }));
  const scale = ({ width, height }: Size): fc.Arbitrary<Step> =>
    fc
      .record({
        width: fc.integer({ min: 1, max: width }),
        height: fc.integer({ min: 1, max: height }),
      })
      .map((size) => ({ do: 'scale', size }));
  const turn = (before: Size): fc.Arbitrary<Step> =>
    fc
      .integer({ min: 1, max: 8 })
      .map((exif) => ({ do: 'orient', exif, size: turned(before, exif) }));
  let all: fc.Arbitrary<Step[]> = fc.constant([]);
  for (const make of [turn, cut, scale, cut]) {
    all = all.chain((steps) =>
      fc
        .option(make(steps.at(-1)?.size ?? from))
        .map((step) => (step === null ? steps : [...steps, step])),
    );
  }
  return all;
};

/** The same steps with a reduction before the turn that it follows. */
function reducedFirst(steps: readonly Step[]): readonly Step[] {
  const [turn, scale, ...rest] = steps;
  if (turn?.do !== 'orient' || scale?.do !== 'scale') return steps;
  return [
    { ...scale, size: turned(scale.size, turn.exif) },
    { ...turn, size: scale.size },
    ...rest,
  ];
}

async function oneByOne(frame: Frame, steps: readonly Step[]): Promise<Frame> {
  let done = frame;
  for (const step of steps) done = await runStep(done, step, []);
  return done;
}

test.each([3, 4] as const)(
  '%i channels: the decoder gives what the steps give',
  async (channels) => {
    const frame = noise(23, 17, channels);
    const { bytes, info } = await asPng(frame);
    await fc.assert(
      fc.asyncProperty(chains(info), async (steps) => {
        expect(joinedSteps(info, steps, false)).toBe(steps.length);
        const apart = await oneByOne(frame, reducedFirst(steps));
        expect(difference(await first(bytes, steps), apart)).toBe(0);
      }),
      { numRuns: 150 },
    );
  },
);

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'orientation %i: reduced before or after, all but the same',
  async (exif) => {
    const frame = photo(160, 120);
    const steps: Step[] = [
      { do: 'orient', exif, size: turned(frame, exif) },
      { do: 'scale', size: turned({ width: 60, height: 50 }, exif) },
    ];
    const written = await oneByOne(frame, steps);
    expect(difference(await oneByOne(frame, reducedFirst(steps)), written)).toBeLessThanOrEqual(1);
  },
);

test('a JPEG that is reduced while it is decoded has the size that was asked for', async () => {
  const bytes = await fromFrames([photo(211, 97)])
    .jpeg()
    .toBuffer();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 211 }),
      fc.integer({ min: 1, max: 97 }),
      fc.integer({ min: 1, max: 8 }),
      async (width, height, exif) => {
        const size = turned({ width, height }, exif);
        const steps: Step[] = [
          { do: 'orient', exif, size: turned({ width: 211, height: 97 }, exif) },
          { do: 'scale', size },
        ];
        expect(await first(bytes, steps)).toMatchObject(size);
      },
    ),
    { numRuns: 100 },
  );
});

test.each<readonly [string, (frame: Frame) => Promise<Uint8Array>, 3 | 4, number]>([
  ['grey', (frame) => fromFrames([frame]).greyscale().png().toBuffer(), 3, 0],
  [
    'grey with alpha',
    (frame) => fromFrames([frame]).ensureAlpha().greyscale().png().toBuffer(),
    4,
    0,
  ],
  ['16 bits', (frame) => fromFrames([frame]).toColourspace('rgb16').png().toBuffer(), 3, 0],
  [
    '16 bits with alpha',
    (frame) => fromFrames([frame]).ensureAlpha().toColourspace('rgb16').png().toBuffer(),
    4,
    0,
  ],
  ['a palette', (frame) => fromFrames([frame]).png({ palette: true }).toBuffer(), 3, 0],
  [
    'CMYK',
    (frame) => fromFrames([frame]).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
    3,
    20, // a print profile stands in between
  ],
  ['TIFF', (frame) => fromFrames([frame]).tiff({ compression: 'lzw' }).toBuffer(), 3, 0],
  ['lossless WebP', (frame) => fromFrames([frame]).webp({ lossless: true }).toBuffer(), 3, 0],
  ['AVIF', (frame) => fromFrames([frame]).avif({ lossless: true }).toBuffer(), 3, 3],
])('%s becomes 8-bit sRGB', async (_, write, channels, limit) => {
  const grey = draw(16, 16, (x) => (x < 8 ? [90, 90, 90] : [200, 200, 200]));
  const frame = await first(await write(grey));
  expect(frame.channels).toBe(channels);
  for (const [x, value] of [
    [2, 90],
    [13, 200],
  ] as const) {
    const [r = 0, g = 0, b = 0, a = 255] = at(frame, x, 8);
    expect(a).toBe(255);
    for (const found of [r, g, b]) expect(Math.abs(found - value)).toBeLessThanOrEqual(limit);
  }
});

const solids = [solid(9, 6, [250, 0, 0]), solid(9, 6, [0, 250, 0]), solid(9, 6, [0, 0, 250])];
const moving: Picture = { frames: solids, delays: [100, 250, 40], loop: 3 };

test.each(['gif', 'webp'] as const)('an animated %s is split into its frames', async (format) => {
  const { bytes } = await encode(moving, encoding(format, { animated: true, quality: 100 }));
  const info = await probe(bytes);
  const { frames, delays, loop } = await decode(bytes, info, [], { animated: true });
  expect([delays, loop]).toEqual([moving.delays, 3]);
  expect(frames.map(({ width, height }) => [width, height])).toEqual([
    [9, 6],
    [9, 6],
    [9, 6],
  ]);
  frames.forEach((frame, index) => {
    const [r = 0, g = 0, b = 0] = at(frame, 4, 5);
    expect([r > 200, g > 200, b > 200]).toEqual([index === 0, index === 1, index === 2]);
  });
  const alone = await decode(bytes, info, [], still);
  expect(alone).toMatchObject({ delays: [], loop: 0 });
  expect(alone.frames).toHaveLength(1);
  expect(difference(alone.frames[0]!, frames[0]!)).toBe(0);
});

test.each([
  ['jpeg', 'damaged-source'],
  ['png', 'damaged-source'],
  ['gif', 'damaged-source'],
  ['webp', 'bad-webp'],
  ['avif', 'damaged-avif'],
] as const)('a %s that breaks off: %s', async (format, refusal) => {
  const bytes = await fromFrames([noise(120, 90)])
    .toFormat(format)
    .toBuffer();
  const info = await probe(bytes);
  for (const part of [0.5, 0.9]) {
    const cut = bytes.subarray(0, bytes.length * part);
    await expect(decode(cut, info, [], still)).rejects.toMatchObject({ refusal });
  }
});

test('an animation that breaks off is refused', async () => {
  const { bytes } = await encode(moving, encoding('webp', { animated: true }));
  const info = await probe(bytes);
  await expect(
    decode(bytes.subarray(0, bytes.length - 30), info, [], { animated: true }),
  ).rejects.toMatchObject({ refusal: 'bad-webp' });
});

test('stray bytes between the segments of a JPEG do not matter', async () => {
  const bytes = await fromFrames([photo(40, 30)])
    .jpeg()
    .toBuffer();
  const frameHeader = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  const stray = Buffer.concat([
    bytes.subarray(0, frameHeader),
    Buffer.from([0, 0xff, 0, 0x55, 0x55]),
    bytes.subarray(frameHeader),
  ]);
  expect(await probe(stray)).toMatchObject({ width: 40, height: 30, quality: 80 });
  expect(difference(await first(stray), await first(bytes))).toBe(0);
});

test('an object that was replaced by a larger picture is refused, not decoded', async () => {
  const small = await asPng(noise(8, 8));
  const large = await asPng(noise(80, 80));
  await expect(decode(large.bytes, small.info, [], still)).rejects.toMatchObject({
    refusal: 'damaged-source',
  });
});

test('an animation that was replaced by another is refused', async () => {
  const { bytes } = await encode(moving, encoding('gif', { animated: true }));
  const longer = { ...(await probe(bytes)), frames: 4 };
  await expect(decode(bytes, longer, [], { animated: true })).rejects.toMatchObject({
    refusal: 'damaged-source',
  });
});
