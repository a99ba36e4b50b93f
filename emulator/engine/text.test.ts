import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpus } from '../../spec/corpus.ts';
import type { Frame } from '../operation.ts';
import { difference } from './drawn.contract.ts';
import { fromFrames, toFrame } from './frame.ts';
import { alphaAt, drawn, fonts, inkArea, inkBox, inkMiddle, plain } from './text.contract.ts';
import { drawText, measureText } from './text.ts';

const bottom = (frame: Frame) => {
  const { top, height } = inkBox(frame, 127);
  return top + height;
};

describe('the box', () => {
  test.each(fonts)('%s: all lines are equally high and stand on one baseline', async (font) => {
    const { ascent = 0, descent = 0 } = corpus.fonts.fonts[font] ?? {};
    const height = Math.ceil(40 * ascent) + Math.ceil(40 * descent);
    for (const text of ['aaa', 'gjpq', '国', 'H国g', 'שלום', '', ' '])
      expect(await drawn(text, { font }), text).toMatchObject({ height });
    for (const text of ['H', 'HHH', 'ıı'])
      expect(bottom(await drawn(text, { font })), text).toBe(Math.ceil(40 * ascent));
    expect(bottom(await drawn('g', { font }))).toBeGreaterThan(Math.ceil(40 * ascent) + 5);
  });

  test.each(['g', '国', 'Ж', '。', 'ש', '한'])(
    '%s stands alike beside whatever it stands',
    async (sign) => {
      const own = await drawn(sign);
      for (const other of ['H', '国']) {
        const pair = await drawn(`${other}${sign}`);
        const left = pair.width - own.width;
        const beside = await toFrame(
          fromFrames([pair]).extract({ left, top: 0, width: own.width, height: own.height }),
        );
        expect(difference(beside, own), other).toBe(0);
      }
    },
  );

  test('it is as wide as the line advances, blanks included', async () => {
    const widths = await Promise.all(
      ['a', 'aaaa', 'a a', 'aa', 'aa  ', '国', '国家图书馆'].map(
        async (text) => (await drawn(text)).width,
      ),
    );
    const [a = 0, aaaa, spaced, aa = 0, trailing, one, five] = widths;
    expect(aaaa).toBe(4 * a);
    expect(aa).toBe(2 * a);
    expect(spaced).toBeGreaterThan(aa);
    expect(trailing).toBeGreaterThan(aa);
    expect(one).toBe(40);
    expect(five).toBe(200);
  });

  test('ink that reaches beyond makes it larger', async () => {
    const stacked = await drawn('e\u0301\u0301\u0301\u0301');
    expect(stacked.height).toBeGreaterThan((await drawn('e')).height);
    expect(inkBox(stacked).top).toBeLessThan(2);
  });

  test('what is measured is what is drawn', async () => {
    for (const style of [
      {},
      { shadow: 40 },
      { rotate: 30 },
      { rotate: 301, shadow: 3, size: 77 },
    ]) {
      const { width, height } = await drawn('图片 Watermark', style);
      expect(await measureText('图片 Watermark', { ...plain, ...style })).toEqual({
        width,
        height,
      });
    }
  });

  test('a text without ink is transparent', async () => {
    for (const text of ['', '   ', '\u200b']) {
      const frame = await drawn(text);
      expect(frame.width).toBeGreaterThan(0);
      expect(inkArea(frame)).toBe(0);
    }
  });
});

describe('the ink', () => {
  test('a Chinese character fills most of its em', async () => {
    const { left, top, width, height } = inkBox(await drawn('国', { size: 100 }));
    expect(width).toBeGreaterThan(75);
    expect(height).toBeGreaterThan(75);
    expect([left + width, top + height].every((edge) => edge <= 126)).toBe(true);
  });

  test('its area grows with the square of the size', async () => {
    const text = '国 Watermark';
    const [small, large] = [await drawn(text), await drawn(text, { size: 160 })];
    expect(inkArea(large) / inkArea(small)).toBeCloseTo(16, 0);
  });

  test('every pixel has the colour that was asked for', async () => {
    const { data } = await drawn('图片 Watermark');
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3]) colours.add(data.subarray(at, at + 3).join());
    expect([...colours]).toEqual(['200,30,60']);
    expect(Math.max(...data.filter((_, index) => index % 4 === 3))).toBe(255);
  });

  test('a text is no markup', async () => {
    const width = async (text: string) => (await drawn(text)).width;
    expect(await width('<b>a&amp;</b>')).toBe(
      (await width('<b>a')) + (await width('&amp;')) + (await width('</b>')),
    );
    expect(await width('&')).toBeLessThan(await width('&amp;'));
  });

  test('ends of lines, tabs and controls are blanks', async () => {
    for (const control of ['\n', '\r', '\t', '\u0000', '\u0007', '\u0085', '\u2028', '\u2029'])
      expect(difference(await drawn(`a${control}b`), await drawn('a b'))).toBe(0);
  });
});

describe('the shadow', () => {
  const shadowed = { shadow: 50, size: 60 };
  const offset = 3; // a twentieth of 60

  test('it is black, lies right of and below the text, and is as opaque as was asked for', async () => {
    const text = '水印 Wg';
    const [own, both] = [await drawn(text, { size: 60 }), await drawn(text, shadowed)];
    expect(both).toMatchObject({ width: own.width + offset, height: own.height + offset });
    const alpha = (x: number, y: number) =>
      x < 0 || y < 0 || x >= own.width || y >= own.height ? 0 : alphaAt(own, x, y);
    let worst = 0;
    for (let y = 0; y < both.height; y++)
      for (let x = 0; x < both.width; x++) {
        const covered = alpha(x, y);
        const thrown = 0.5 * alpha(x - offset, y - offset);
        const expected = covered + thrown * (1 - covered / 255);
        const red = expected === 0 ? 0 : (200 * covered) / expected;
        const at = (y * both.width + x) * 4;
        worst = Math.max(
          worst,
          Math.abs((both.data[at + 3] ?? 0) - expected),
          Math.abs((both.data[at] ?? 0) - red),
        );
      }
    expect(worst).toBeLessThanOrEqual(0.5);
  });

  test('it falls the same way when the text is turned', async () => {
    const [own, both] = [
      await drawn('水', { size: 60, rotate: 90 }),
      await drawn('水', { ...shadowed, rotate: 90 }),
    ];
    const [{ left, top, width, height }, all] = [inkBox(own), inkBox(both)];
    expect(all).toEqual({ left, top, width: width + offset, height: height + offset });
  });

  test('0 is none, and small letters have one of a pixel', async () => {
    expect(difference(await drawn('a'), await drawn('a', { shadow: 0 }))).toBe(0);
    const { width } = await drawn('a', { size: 8 });
    expect(await drawn('a', { size: 8, shadow: 1 })).toMatchObject({ width: width + 1 });
  });
});

describe('the rotation', () => {
  test('quarter turns move whole pixels', async () => {
    const [level, down, over, up, round] = await Promise.all(
      [0, 90, 180, 270, 360].map((rotate) => drawn('水印 Wgj', { rotate })),
    );
    for (const [degrees, turned] of [
      [90, down],
      [180, over],
      [270, up],
      [360, round],
    ] as const)
      expect(
        difference(turned!, await toFrame(fromFrames([level!]).rotate(degrees))),
        String(degrees),
      ).toBeLessThanOrEqual(1);
  });

  test.each([1, 30, 45, 91, 200, 359])(
    'by %i degrees clockwise about the middle, on a canvas that holds all of it',
    async (rotate) => {
      const [level, turned] = [await drawn('水印Wg'), await drawn('水印Wg', { rotate })];
      const angle = (rotate * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const around = (along: number, across: number) =>
        Math.ceil(along * Math.abs(cos) + across * Math.abs(sin));
      expect(turned).toMatchObject({
        width: around(level.width, level.height),
        height: around(level.height, level.width),
      });
      const [from, to] = [inkMiddle(level), inkMiddle(turned)];
      const [x, y] = [from.x - (level.width - 1) / 2, from.y - (level.height - 1) / 2];
      expect(to.x).toBeCloseTo((turned.width - 1) / 2 + x * cos - y * sin, 0);
      expect(to.y).toBeCloseTo((turned.height - 1) / 2 + x * sin + y * cos, 0);
      expect(inkArea(turned) / inkArea(level)).toBeCloseTo(1, 1);
    },
  );
});

describe('what is seen', () => {
  const windows = { left: 11, top: 20, width: 30, height: 17 };
  test.each([
    { rotate: 0 },
    { rotate: 0, shadow: 70 },
    { rotate: 33, shadow: 70 },
    { rotate: 270 },
    { rotate: 150, size: 300 },
  ])('a part of %o is what the whole has there', async (style) => {
    const whole = await drawn('图片水印 Watermark', style);
    const part = await drawText('图片水印 Watermark', { ...plain, ...style }, windows);
    const expected = await toFrame(fromFrames([whole]).extract(windows));
    expect(difference(part, expected)).toBeLessThanOrEqual(2);
  });

  test('a window that ends behind the box ends with it', async () => {
    const { width, height } = await drawn('水印');
    const most = { left: width - 30, top: height - 7, width: 99, height: 99 };
    expect(await drawText('水印', plain, most)).toMatchObject({ width: 30, height: 7 });
  });
});

describe('the largest text', () => {
  const text = '国家图书馆Wg'.repeat(10).slice(0, 64);
  const style = { ...plain, size: 1000 };

  test.each([0, 33])('64 signs of 1000 pixels, turned by %i degrees', async (rotate) => {
    const { width, height } = await measureText(text, { ...style, rotate });
    expect(Math.max(width, height)).toBeGreaterThan(40_000);
    const middle = { left: Math.floor(width / 2) - 450, top: Math.floor(height / 2) - 350 };
    const seen = await drawText(text, { ...style, rotate }, { ...middle, width: 900, height: 700 });
    expect(seen).toMatchObject({ width: 900, height: 700 });
    expect(inkArea(seen)).toBeGreaterThan(10_000);
  });

  test('its size is that of a small text times its size', async () => {
    const [large, small] = [await measureText(text, style), await measureText(text, plain)];
    expect(large.width / small.width).toBeCloseTo(25, 0);
    expect(large.height).toBe(963 + 297);
  });

  test('marks heaped on one letter do not fail either', async () => {
    const heap = `a${'\u0302'.repeat(63)}`;
    const { height } = await measureText(heap, style);
    expect(height).toBeGreaterThan(1300);
    const seen = await drawText(heap, style, { width: 300, height: 300 });
    expect(seen).toMatchObject({ width: 300, height: 300 });
  });
});

test('any text of any size can be drawn', async () => {
  const signs = fc.constantFrom(
    ...Array.from('aWg国㐂שد한⸻﷽ก😀<&"'),
    ...['\u0000', '\u0301', '\u20dd', '\u200d', '\u200f', '\u202e', '\ue000', '\u{10ffff}'],
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 64 }),
    fc.array(signs, { maxLength: 64 }).map((some) => some.join('')),
  );
  const whole = (min: number, max: number) => fc.integer({ min, max });
  const style = fc.record({
    font: fc.constantFrom(...fonts),
    size: fc.oneof(whole(1, 60), whole(1, 1000)),
    shadow: whole(0, 100),
    rotate: whole(0, 360),
  });
  const property = fc.asyncProperty(texts, style, async (text, chosen) => {
    const asked = { ...plain, ...chosen };
    const { width, height } = await measureText(text, asked);
    const [left, top] = [Math.floor(width / 3), Math.floor(height / 3)];
    const seen = await drawText(text, asked, { left, top, width: 200, height: 150 });
    expect(seen.width).toBe(Math.min(200, width - left));
    expect(seen.height).toBe(Math.min(150, height - top));
    expect(seen.data).toHaveLength(seen.width * seen.height * 4);
  });
  await fc.assert(property, { numRuns: 60 }); // a failure tells its seed
});

test('the same frame is answered again', async () => {
  expect(await drawn('twice')).toBe(await drawn('twice'));
});

test('a font that OSS does not have is an error', async () => {
  await expect(drawn('a', { font: 'comic-sans' })).rejects.toThrow('OSS has no font comic-sans.');
});
