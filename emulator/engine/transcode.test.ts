import { describe, expect, test } from 'vitest';
import type { Encode, Frame, Plan, Step } from '../operation.ts';
import { decode } from './decode.ts';
import { encoding, noise, photo } from './drawn.contract.ts';
import { encode } from './encode.ts';
import { fromFrames } from './frame.ts';
import { joinedSteps } from './joined.ts';
import { probe } from './probe.ts';
import type { Sharp } from './sharp.ts';
import { runStep } from './steps.ts';
import { joinLevels, mapLevels } from './tone.ts';
import { transcode, transcodes } from './transcode.ts';

const chains: readonly Step[][] = [
  [],
  [{ do: 'scale', size: { width: 33, height: 20 } }],
  [
    { do: 'orient', exif: 7, size: { width: 90, height: 120 } },
    { do: 'extract', from: { left: 5, top: 6 }, size: { width: 80, height: 100 } },
    { do: 'scale', size: { width: 21, height: 30 } },
    { do: 'extract', from: { left: 1, top: 2 }, size: { width: 15, height: 16 } },
  ],
];

async function plan(bytes: Uint8Array, steps: Step[], asked: Encode): Promise<Plan> {
  const source = await probe(bytes);
  return { source, steps, joined: joinedSteps(source, steps, asked.animated), encode: asked };
}

const sources: readonly (readonly [string, Frame, (pipeline: Sharp) => Sharp])[] = [
  ['a JPEG', photo(120, 90), (pipeline) => pipeline.jpeg()],
  ['a grey JPEG', photo(120, 90), (pipeline) => pipeline.greyscale().jpeg()],
  ['a CMYK JPEG', photo(120, 90), (pipeline) => pipeline.toColourspace('cmyk').jpeg()],
  ['a PNG', photo(120, 90), (pipeline) => pipeline.png()],
  ['a PNG of 16 bits', photo(120, 90), (pipeline) => pipeline.toColourspace('rgb16').png()],
  [
    'a PNG with a palette',
    photo(120, 90),
    (pipeline) => pipeline.png({ palette: true, colours: 7 }),
  ],
  [
    'a PNG in another colour space',
    photo(120, 90),
    (pipeline) => pipeline.withIccProfile('p3').png(),
  ],
  ['a PNG with alpha', noise(120, 90, 4), (pipeline) => pipeline.png()],
  ['a WebP', photo(120, 90), (pipeline) => pipeline.webp()],
  ['a WebP with alpha', noise(120, 90, 4), (pipeline) => pipeline.webp()],
  ['a GIF', photo(120, 90), (pipeline) => pipeline.gif()],
];

describe.each(sources)('%s', (_, frame, write) => {
  test.each(['jpg', 'webp'] as const)(
    'in one pipeline or with pixels in between: the same %s',
    async (format) => {
      const bytes = await write(fromFrames([frame])).toBuffer();
      for (const steps of chains) {
        const asked = encoding(format, { quality: 77 });
        const whole = await plan(bytes, steps, asked);
        expect(whole.joined).toBe(steps.length);
        expect(transcodes(whole, asked)).toBe(format === 'webp' || !whole.source.alpha);
        if (!transcodes(whole, asked)) continue;
        const apart = await encode(
          await decode(bytes, whole.source, steps, { animated: false }),
          asked,
        );
        const together = await transcode(bytes, whole, asked);
        expect(together.type).toBe(apart.type);
        expect(Buffer.compare(together.bytes, apart.bytes)).toBe(0);
      }
    },
  );

  test('levels on the way: the same as of the decoded pixels', async () => {
    const bytes = await write(fromFrames([frame])).toBuffer();
    const source = await probe(bytes);
    const size = { width: 33, height: 20 };
    const scale: Step = { do: 'scale', size };
    const [levels] = joinLevels([
      { do: 'levels', size, what: 'harder and darker', table: mapLevels(1.4, -60) },
    ]);
    if (!levels) throw new Error('One step stays one.');
    const joined = joinedSteps(source, [scale, levels], false);
    expect(joined).toBe(source.format === 'png' ? 1 : 2);
    if (joined < 2) return;
    const still = { animated: false };
    const [before] = (await decode(bytes, source, [scale], still)).frames;
    const [after] = (await decode(bytes, source, [scale, levels], still)).frames;
    expect(after).toEqual(before && (await runStep(before, levels, [])));
  });
});

test.each(['gif', 'webp'] as const)('the same of the first frame of a %s', async (format) => {
  const animation = await encode(
    { frames: [photo(120, 90), noise(120, 90)], delays: [70, 80], loop: 3 },
    encoding(format, { animated: true }),
  );
  const asked = encoding('webp');
  const whole = await plan(animation.bytes, [], asked);
  expect(transcodes(whole, asked)).toBe(true);
  const picture = await decode(animation.bytes, whole.source, [], { animated: false });
  const together = await transcode(animation.bytes, whole, asked);
  expect(await probe(together.bytes)).toMatchObject({ frames: 1, width: 120, height: 90 });
  expect(Buffer.compare(together.bytes, (await encode(picture, asked)).bytes)).toBe(0);
});

test('what the decoder does not do alone is not done in one pipeline', async () => {
  const bytes = await fromFrames([photo(20, 10)])
    .jpeg()
    .toBuffer();
  const jpg = encoding('jpg');
  const enlarged = await plan(bytes, [{ do: 'scale', size: { width: 40, height: 20 } }], jpg);
  expect(transcodes(enlarged, jpg)).toBe(false);
  const png = encoding('png');
  expect(transcodes(await plan(bytes, [], png), png)).toBe(false);
  const webp = encoding('webp', { animated: true });
  const still = await plan(bytes, [], webp);
  expect(transcodes(still, webp)).toBe(true);
  expect(transcodes({ ...still, source: { ...still.source, frames: 2 } }, webp)).toBe(false);
});

test('a source that breaks off is refused', async () => {
  const bytes = await fromFrames([noise(120, 90)])
    .jpeg()
    .toBuffer();
  const asked = encoding('jpg');
  const whole = await plan(bytes, [], asked);
  await expect(transcode(bytes.subarray(0, 3000), whole, asked)).rejects.toMatchObject({
    refusal: 'damaged-source',
  });
});
