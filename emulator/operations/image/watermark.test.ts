import { expect, test } from 'vitest';
import { type Edition, specOf } from '../../../spec/corpus.ts';
import { asPng, at, encoding, solid } from '../../engine/drawn.contract.ts';
import { encode } from '../../engine/encode.ts';
import { toFrame } from '../../engine/frame.ts';
import { probe } from '../../engine/probe.ts';
import { sharp } from '../../engine/sharp.ts';
import { bind } from '../../process/bind.ts';
import { parse } from '../../process/parse.ts';
import { plan } from '../../process/plan.ts';
import { run } from '../../process/run.ts';

const logo = await asPng(solid(8, 6, [255, 0, 0]));
const image = `image_${Buffer.from('logo.png').toString('base64url')}`;

async function stamped(bytes: Uint8Array, text: string, edition: Edition = 'current') {
  const spec = specOf(edition);
  const { actions } = bind(parse(`image/${text}`), spec);
  const mark = () => plan([], logo.info, spec);
  const made = plan(actions, await probe(bytes), spec, { mark });
  return run(made, ({ source }) => Promise.resolve(source === logo.info ? logo.bytes : bytes));
}
const animation = async () => {
  const frames = [solid(30, 20, [0, 200, 0]), solid(30, 20, [0, 0, 200])];
  const timed = { frames, delays: [90, 30], loop: 2 };
  const { bytes } = await encode(timed, encoding('gif', { animated: true }));
  return bytes;
};

test('every frame of an animation is stamped once', async () => {
  const { bytes } = await stamped(await animation(), `watermark,${image},t_50,x_2,y_2`);
  expect(await probe(bytes)).toMatchObject({ frames: 2, width: 30, height: 20 });
  for (const [page, [green, blue]] of [
    [200, 0],
    [0, 200],
  ].entries()) {
    const frame = await toFrame(sharp(bytes, { page }));
    const near = (x: number, y: number) =>
      at(frame, x, y).map((level) => Math.round(level / 20) * 20);
    expect(near(24, 15).slice(0, 3)).toEqual([120, (green ?? 0) / 2, (blue ?? 0) / 2]);
    expect(near(5, 5).slice(0, 3)).toEqual([0, green, blue]);
  }
});

test('an animation with a text is a still, and so is any in 2019', async () => {
  const source = await animation();
  const framesOf = async (text: string, edition?: Edition) =>
    (await probe((await stamped(source, text, edition)).bytes)).frames;
  expect(await framesOf(`watermark,${image}`)).toBe(2);
  expect(await framesOf(`watermark,${image},text_YQ`)).toBe(1);
  expect(await framesOf(`watermark,${image}`, '2019-09')).toBe(1);
});

test('a mark that is stamped again is not changed by the first time', async () => {
  const { bytes } = await asPng(solid(30, 20, [0, 0, 0]));
  const chain = `watermark,${image},t_40,x_2,y_2`;
  const once = await stamped(bytes, chain);
  expect(Buffer.compare((await stamped(bytes, chain)).bytes, once.bytes)).toBe(0);
});

test.each([
  [`watermark,${image}`, 'stamp logo.png (8x6) at se'],
  [`watermark,${image},fill_1`, 'stamp logo.png (8x6) all over'],
  ['watermark,text_YQ,g_nw', 'stamp "a" at nw'],
  [`watermark,text_YQ,${image}`, 'stamp logo.png (8x6) and "a" at se'],
])('the plan of %s says %s', (text, what) => {
  const spec = specOf('current');
  const mark = () => plan([], logo.info, spec);
  const { actions } = bind(parse(`image/${text}`), spec);
  const size = { width: 30, height: 20 };
  const { steps } = plan(actions, { ...logo.info, ...size }, spec, { mark });
  expect(steps).toMatchObject([{ do: 'paint', what, size }]);
});
