import { expect, test } from 'vitest';
import type { Frame, Size, SourceInfo } from '../../operation.ts';
import { averageHue } from './average-hue.ts';

type Choices = Parameters<typeof averageHue.answer>[2]['choices'];

const header = { format: 'png', bytes: 1, frames: 1, orientation: 1, alpha: false } as const;
const chosen: Choices = { body: 'json', noneNear: 'all' };

/** A picture of the colours RRGGBB in turn; as many pixels as a multiple of their number share them evenly. */
function drawn({ width, height }: Size, colours: readonly string[]): Frame {
  const few = Buffer.from(colours.join(''), 'hex');
  return { width, height, channels: 3, data: Buffer.alloc(width * height * 3, few) };
}

async function told(
  colours: readonly string[],
  { size = { width: 12, height: 2 }, choices = chosen, show = drawn } = {},
): Promise<string> {
  const info: SourceInfo = { ...header, ...size };
  const source = {
    info,
    read: () => expect.fail(),
    show: <T>(shown: Size, look: (frame: Frame) => Promise<T>) => look(show(shown, colours)),
  };
  const where = { source: info, choices, refuse: () => expect.fail() };
  return Buffer.from((await averageHue.answer(source, {}, where)).bytes).toString();
}
const colourOf = async (...colours: string[]) =>
  (JSON.parse(await told(colours)) as { RGB: string }).RGB;

test.each([
  ['one colour', ['030507'], '0x030507'],
  ['two near each other, cut to whole numbers', ['ff0000', 'ffff00'], '0xff7f00'],
  ['one that is far from the mean of 30', ['ff0000', 'ff0000', 'ff0000', '00ff00'], '0xff0000'],
  ['hues 0 and 89: 45 from the mean of 44', ['ff0000', '80ff00'], '0xbf7f00'],
  ['hues 0 and 91: 46 from the mean of 45', ['ff0000', '78ff00'], '0xff0000'],
  ['grey has the hue of red', ['808080', 'ff0000'], '0xbf4040'],
  ['hue 0 is far from 350', ['ff0000', ...Array<string>(7).fill('ff002a')], '0xff002a'],
])('%s', async (_, colours, expected) => {
  expect(await colourOf(...colours)).toBe(expected);
});

test('where no pixel is near, all count or none', async () => {
  const opposite = ['ff0000', '00ffff'];
  expect(await colourOf(...opposite)).toBe('0x7f7f7f');
  const none = await told(opposite, { choices: { ...chosen, noneNear: 'black' } });
  expect(none).toBe('{"RGB": "0x000000"}');
});

test('the colour may stand by itself', async () => {
  expect(await told(['0a0b0c'], { choices: { ...chosen, body: 'bare' } })).toBe('0x0a0b0c');
});

test.each([
  [4096, 4096, 4096, 4096],
  [8192, 4096, 5792, 2896],
  [30_000, 8333, 7771, 2158],
])('of %i by %i pixels %i by %i are looked at', async (width, height, across, down) => {
  const sizes: Size[] = [];
  const show = (size: Size, colours: readonly string[]) => {
    sizes.push(size);
    return drawn({ width: 2, height: 1 }, colours);
  };
  await told(['ff0000'], { size: { width, height }, show });
  expect(sizes).toEqual([{ width: across, height: down }]);
});

test('counting a large picture leaves the event loop to others', async () => {
  let turns = 0;
  let running = true;
  const turn = (): void => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await told(['ff0000'], { size: { width: 2000, height: 2000 } });
  running = false;
  expect(turns).toBeGreaterThan(20);
});
