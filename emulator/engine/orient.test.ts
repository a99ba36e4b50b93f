import { describe, expect, test } from 'vitest';
import type { Frame, Step } from '../operation.ts';
import { decode } from './decode.ts';
import { asPng, at, difference, draw, noise } from './drawn.contract.ts';
import { joinedSteps } from './joined.ts';
import { turned } from './orient.ts';
import { runStep } from './steps.ts';

/** Where a pixel of the upright picture is stored (EXIF 2.32, Orientation: what row 0 and column 0 of the store show). */
const stored: readonly ((x: number, y: number, w: number, h: number) => [number, number])[] = [
  (x, y) => [x, y],
  (x, y, w) => [w - 1 - x, y],
  (x, y, w, h) => [w - 1 - x, h - 1 - y],
  (x, y, _, h) => [x, h - 1 - y],
  (x, y) => [y, x],
  (x, y, _, h) => [y, h - 1 - x],
  (x, y, w, h) => [w - 1 - y, h - 1 - x],
  (x, y, w) => [w - 1 - y, x],
];

function upright(frame: Frame, exif: number): Frame {
  const { width, height } = turned(frame, exif);
  const place = stored[exif - 1]!;
  return draw(width, height, (x, y) => {
    const [r = 0, g = 0, b = 0] = at(frame, ...place(x, y, frame.width, frame.height));
    return [r, g, b];
  });
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', (exif) => {
  const frame = noise(7, 4);
  const expected = upright(frame, exif);
  const step: Step = { do: 'orient', exif, size: turned(frame, exif) };
  const cut: Step = { do: 'extract', from: { left: 1, top: 2 }, size: { width: 3, height: 2 } };

  test('on pixels', async () => {
    expect(difference(await runStep(frame, step, []), expected)).toBe(0);
  });

  test('in the decoder, alone and before a cut', async () => {
    const { bytes, info } = await asPng(frame);
    expect(joinedSteps(info, [step, cut], false)).toBe(2);
    const alone = await decode(bytes, info, [step], { animated: false });
    expect(difference(alone.frames[0]!, expected)).toBe(0);
    const both = await decode(bytes, info, [step, cut], { animated: false });
    expect(difference(both.frames[0]!, await runStep(expected, cut, []))).toBe(0);
  });
});

test('there is no ninth', async () => {
  const step: Step = { do: 'orient', exif: 9, size: { width: 2, height: 2 } };
  await expect(runStep(noise(2, 2), step, [])).rejects.toThrow(RangeError);
});
