import { expect, test } from 'vitest';
import { asPng, at, difference, encoding, noise, solid } from '../engine/drawn.contract.ts';
import { encode } from '../engine/encode.ts';
import { toFrame } from '../engine/frame.ts';
import { probe } from '../engine/probe.ts';
import { sharp } from '../engine/sharp.ts';
import { runStep } from '../engine/steps.ts';
import type { Frame, Plan, Step } from '../operation.ts';
import { readInTurn, run, show } from './run.ts';

const pixels = (bytes: Uint8Array): Promise<Frame> => toFrame(sharp(bytes));
const size = (width: number, height: number) => ({ width, height });
const paint = (
  what: string,
  on: Extract<Step, { do: 'paint' }>['paint'],
  to = size(30, 20),
): Step => ({
  do: 'paint',
  what,
  size: to,
  marks: [],
  paint: on,
});

test('`source` is the source: its bytes and its type', async () => {
  const { bytes, info } = await asPng(noise(4, 4));
  const plan: Plan = { source: info, steps: [], joined: 0, encode: 'source' };
  expect(await run(plan, () => Promise.resolve(bytes))).toEqual({ type: 'image/png', bytes });
});

test('the steps run in the order written, joined or not', async () => {
  const frame = noise(30, 20);
  const { bytes, info } = await asPng(frame);
  const steps: Step[] = [
    { do: 'extract', from: { left: 2, top: 1 }, size: size(20, 16) },
    { do: 'scale', size: size(10, 8) },
    paint('black', (on) => solid(on.width, on.height, [0, 0, 0]), size(10, 8)),
    { do: 'scale', size: size(40, 32) },
    paint(
      'one level brighter',
      (on) => ({ ...on, data: on.data.map((value) => value + 1) }),
      size(40, 32),
    ),
    { do: 'orient', exif: 6, size: size(32, 40) },
  ];
  for (const joined of [0, 1, 2]) {
    const plan: Plan = { source: info, steps, joined, encode: encoding('png') };
    const { type, bytes: png } = await run(plan, () => Promise.resolve(bytes));
    expect(type).toBe('image/png');
    expect(difference(await pixels(png), solid(32, 40, [1, 1, 1]))).toBe(0);
  }
});

test('every frame of an animation goes through every step', async () => {
  const frames = [solid(30, 20, [200, 0, 0]), solid(30, 20, [0, 200, 0])];
  const source = await encode(
    { frames, delays: [90, 30], loop: 2 },
    encoding('gif', { animated: true }),
  );
  const steps: Step[] = [
    { do: 'scale', size: size(15, 10) },
    paint(
      'blue',
      (on) => ({ ...on, data: on.data.map((v, i) => (i % on.channels === 2 ? 200 : v)) }),
      size(15, 10),
    ),
  ];
  const plan: Plan = {
    source: await probe(source.bytes),
    steps,
    joined: 0,
    encode: encoding('gif', { animated: true }),
  };
  const { bytes } = await run(plan, () => Promise.resolve(source.bytes));
  expect(await probe(bytes)).toMatchObject({ format: 'gif', frames: 2, width: 15, height: 10 });
  for (const [page, [red, green]] of [
    [200, 0],
    [0, 200],
  ].entries()) {
    const [r = 0, g = 0, b = 0] = at(await toFrame(sharp(bytes, { page })), 7, 5);
    expect([r, g, b].map((value) => Math.round(value / 50) * 50)).toEqual([red, green, 200]);
  }
});

test('marks go through their own plans before they are painted', async () => {
  const base = await asPng(solid(30, 20, [9, 9, 9]));
  const logo = await asPng(noise(8, 6));
  const half: Step = { do: 'scale', size: size(4, 3) };
  const mark: Plan = { source: logo.info, steps: [half], joined: 1, encode: encoding('png') };
  const steps: Step[] = [
    {
      do: 'paint',
      what: 'the mark alone',
      size: size(4, 3),
      marks: [mark],
      paint: (_, [first]) => first!,
    },
  ];
  const plan: Plan = { source: base.info, steps, joined: 0, encode: encoding('png') };
  const { bytes } = await run(plan, (of) => Promise.resolve(of === mark ? logo.bytes : base.bytes));
  expect(difference(await pixels(bytes), await runStep(noise(8, 6), half, []))).toBe(0);
});

test('what goes wrong in one picture leaves room for the next', async () => {
  const { bytes, info } = await asPng(noise(30, 20));
  const plan: Plan = { source: info, steps: [], joined: 0, encode: encoding('jpg') };
  const broken = Array.from({ length: 20 }, () =>
    run(plan, () => Promise.resolve(bytes.subarray(0, 99))),
  );
  for (const each of await Promise.allSettled(broken)) expect(each.status).toBe('rejected');
  expect((await run(plan, () => Promise.resolve(bytes))).type).toBe('image/jpeg');
});

test('what is told of pictures waits like pictures', async () => {
  const { bytes, info } = await asPng(solid(4, 2, [255, 0, 0, 0]));
  let [running, most] = [0, 0];
  const during = async <T>(made: T): Promise<T> => {
    most = Math.max(most, (running += 1));
    await new Promise((turn) => setImmediate(turn));
    running -= 1;
    return made;
  };
  const looks = Array.from({ length: 12 }, (_, index) =>
    index % 2 === 0
      ? readInTurn(() => during(bytes), bytes.length)
      : show(
          info,
          info,
          () => Promise.resolve(bytes),
          (frame) => during(frame.channels),
        ),
  );
  // Shown without alpha.
  expect(new Set(await Promise.all(looks))).toEqual(new Set([bytes, 3]));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) || 4);
});

test('a picture is shown reduced, and transparent places are white', async () => {
  const { bytes, info } = await asPng(solid(40, 20, [255, 0, 0, 0]));
  const shown = await show(
    info,
    size(10, 5),
    () => Promise.resolve(bytes),
    (frame) => Promise.resolve(frame),
  );
  expect(shown).toMatchObject({ width: 10, height: 5, channels: 3 });
  expect(at(shown, 5, 2)).toEqual([255, 255, 255]);
});
