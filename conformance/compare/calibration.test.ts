import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { type Content, contents, drawContent } from '../../fixtures/draw/contents.ts';
import { photo } from '../../fixtures/photo.ts';
import type { Pixels as Drawn } from '../../fixtures/pixels.ts';
import type { Pixels } from '../pixels.ts';
import { readGolden } from './golden.ts';
import { reduce, reencode } from './honest.contract.ts';
import { type Comparison, judge } from './judge.ts';
import { mutants, type Part } from './mutants.contract.ts';

// The limits of limits.ts against pictures of many kinds: what honest encoders and another resampler make of each is accepted, and
// what a wrong service would make is refused.
const [width, height] = [192, 128];
const makers = new Map<string, () => Drawn>([
  ['photo', () => photo(2 * width, 2 * height)],
  ...contents.map(
    (name: Content) => [name, () => drawContent(name, 2 * width, 2 * height)] as const,
  ),
]);

/** Mutants that the judge may let pass: a grey picture has no colours to exchange, and fog and snow have no edges. */
const unseen = new Map<string, readonly string[]>([
  ...(['clouds', 'pebbles', 'page', 'zones'] as const).map(
    (name) => [name, ['red and blue exchanged']] as const,
  ),
  ['fog', ['red and blue exchanged', 'a part missing', 'blurred']],
  ['snow', ['a part missing', 'blurred']],
]);

/** The part of 24 by 16 pixels with the greatest variance of green. */
function richestPart({ data }: Pixels): Part {
  const variance = (part: Part) => {
    let [count, sum, squares] = [0, 0, 0];
    for (let y = part.top; y < part.top + part.height; y++)
      for (let x = part.left; x < part.left + part.width; x++) {
        const level = data[4 * (y * width + x) + 1]!;
        [count, sum, squares] = [count + 1, sum + level, squares + level * level];
      }
    return squares / count - (sum / count) ** 2;
  };
  const starts = (length: number, side: number) =>
    Array.from({ length: (length - side) / 8 - 1 }, (_, i) => 8 * (i + 1));
  const parts = starts(height, 16).flatMap((top) =>
    starts(width, 24).map((left) => ({ left, top, width: 24, height: 16 })),
  );
  return parts.reduce((a, b) => (variance(b) > variance(a) ? b : a));
}

/** libvips' Lanczos: the golden, so that the one of honest.contract.ts is another. */
async function reduceBySharp(drawn: Drawn): Promise<Pixels> {
  const { channels } = drawn;
  const data = await sharp(drawn.data, {
    raw: { width: drawn.width, height: drawn.height, channels },
  })
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width, height, data };
}

/** How much of its limit the metric uses that decides. */
const useOf = ({ measures }: Comparison) => Math.max(...measures.map(({ use }) => use));

const columns = [
  'webp80',
  'jpg75',
  'jpg90',
  'another Lanczos',
  'and its JPEG',
  ...Object.keys(mutants),
];
const rows: string[] = [];
afterAll(() =>
  console.log(
    [
      'How much of its limit the deciding metric uses; beyond 1 the judge refuses.',
      ...columns.map((name, i) => `${' '.repeat(12 + 6 * i)}${name}`),
      ...rows,
    ].join('\n'),
  ),
);

test.each([...makers])(
  '%s: what is honest is accepted, mutants are refused',
  async (name, make) => {
    const drawn = make();
    const pixels = await reduceBySharp(drawn);
    const reduced = reduce(drawn, width, height);
    const part = richestPart(pixels);
    const pictures = {
      ...(await reencode(pixels)),
      'another Lanczos': reduced,
      'and its JPEG': (await reencode(reduced)).jpg75!,
      ...Object.fromEntries(
        Object.entries(mutants).map(([what, mutate]) => [what, mutate(pixels, part)]),
      ),
    };
    const golden = await readGolden([pixels]);
    const compared = Object.entries(pictures).map(([what, picture]) => {
      return { what, comparison: judge(golden, [picture]) };
    });
    expect(compared.map(({ what }) => what)).toEqual(columns);
    rows.push(
      name.padEnd(10) +
        compared.map(({ comparison }) => useOf(comparison).toFixed(2).padStart(6)).join(''),
    );
    const wrong = compared.filter(({ what, comparison }) => comparison.matches === what in mutants);
    expect(
      wrong.filter(({ what }) => !unseen.get(name)?.includes(what)).map(({ what }) => what),
    ).toEqual([]);
  },
);
