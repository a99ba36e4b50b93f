import { describe, expect, test } from 'vitest';
import { corpus } from '../../spec/corpus.ts';
import { at, difference } from './drawn.contract.ts';
import { substitute } from './face.ts';
import { alphaAt, drawn, familyOf, fonts, inkArea, inkBox } from './text.contract.ts';

/** Thai, which no face has: what is drawn in its place is the box. */
const missing = 'ก';

test.each(['2019-09', 'current'] as const)('every font of the edition %s has a face', (edition) => {
  const type = corpus.editions[edition].operations['image/watermark']?.parameters['type'];
  expect(type?.type === 'base64' ? type.values : []).toEqual(fonts);
});

describe.each(fonts)('%s', (font) => {
  const text = '水印Wg';

  test('has a face of its own or shares one, and draws with it', async () => {
    for (const other of fonts) {
      const one = await drawn(text, { font });
      const two = await drawn(text, { font: other });
      const isSame = familyOf(substitute(font)) === familyOf(substitute(other));
      // Fonts of one face may differ in the height of the line.
      expect(inkArea(one) === inkArea(two), other).toBe(isSame);
    }
  });

  test.each([
    ['Chinese, GB 2312', '水印服务图书馆，。！《》（）'],
    ['Chinese, traditional', '體繁龜鬱'],
    ['Chinese, rare', '㐂㒵䶮'],
    ['Latin', 'AZaz09ÄéñŁşœß€£¥“”…—'],
    ['Vietnamese', 'ẩởữ'],
    ['Greek and Cyrillic', 'ΑΩαωЖяЁ'],
    ['Arabic', 'السلام'],
    ['Hebrew', 'שלום'],
    ['kana and Hangul', 'かなカナ한국어'],
    ['symbols', '©®™№→★☎✓∑√'],
  ])('%s: no sign is drawn as an empty box', async (_, signs) => {
    const box = await drawn(missing, { font });
    for (const sign of signs) {
      const frame = await drawn(sign, { font });
      expect(inkArea(frame), sign).toBeGreaterThan(0);
      expect(frame.width === box.width && difference(frame, box) === 0, sign).toBe(false);
    }
  });
});

test('a sign that no face has is an empty box as wide as a Chinese character (Q186)', async () => {
  const frame = await drawn(missing, { size: 100 });
  expect(frame.width).toBe(100);
  const { left, top, width, height } = inkBox(frame, 127);
  expect([left, width, height]).toEqual([6, 88, 92]);
  expect(alphaAt(frame, left + 2, top + height / 2)).toBe(255);
  expect(alphaAt(frame, left + width / 2, top + height / 2)).toBe(0);
});

describe('signs that combine', () => {
  test('composed or not, they are the same', async () => {
    expect(difference(await drawn('Ấ é'), await drawn('A\u0302\u0301 e\u0301'))).toBe(0);
  });

  test('where there is none composed, the mark stands over its letter and takes no room', async () => {
    for (const [letter, mark] of [
      ['x', '\u0302'],
      ['q', '\u0303'],
      ['Ж', '\u0301'],
    ] as const) {
      const [bare, marked] = [
        await drawn(letter, { font: 'fangzhengheiti' }),
        await drawn(letter + mark, { font: 'fangzhengheiti' }),
      ];
      expect(marked.width / bare.width, letter).toBeLessThan(1.4); // it may come from another face
      expect(inkBox(marked).top, letter).toBeLessThan(inkBox(bare).top);
      const middle = ({ left, width }: { left: number; width: number }) => left + width / 2;
      expect(Math.abs(middle(inkBox(marked)) - middle(inkBox(bare))), letter).toBeLessThan(4);
    }
  });
});

describe('from right to left', () => {
  test('Hebrew and Arabic begin on the right', async () => {
    for (const [first, second] of ['של', 'دو'] as const) {
      const [pair, one, two] = await Promise.all([
        drawn(first! + second!),
        drawn(first!),
        drawn(second!),
      ]);
      expect(pair.width).toBe(one.width + two.width);
      const { height } = pair;
      let worst = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < one.width; x++)
          worst = Math.max(worst, Math.abs(alphaAt(pair, two.width + x, y) - alphaAt(one, x, y)));
      expect(worst, first).toBe(0);
    }
  });

  test('Arabic letters join', async () => {
    const joined = await drawn('بيت');
    const apart = await drawn('ب\u200cي\u200cت');
    expect(joined.width).toBeLessThan(apart.width);
  });

  test('within Chinese the words keep their places', async () => {
    const [mixed, chinese] = [await drawn('国שלום国'), await drawn('国')];
    for (const x of [0, mixed.width - chinese.width])
      for (let y = 0; y < mixed.height; y += 3)
        expect(at(mixed, x + 20, y)).toEqual(at(chinese, 20, y));
  });

  test('an order to turn the rest around does not take the end of the line along', async () => {
    const plain = await drawn('abc');
    for (const order of ['\u202e', '\u2067', '\u2069', '\u202a\u202e\u2067'])
      expect(difference(await drawn(`${order}abc`), plain)).toBe(0);
  });
});

test('private signs and those of no language show the box too', async () => {
  const box = await drawn(missing);
  for (const sign of ['\ue123', '\u{f0000}', '\u{10fffd}', '\u{50000}', '\u0378', '\ufffe'])
    expect(difference(await drawn(sign), box), sign.codePointAt(0)?.toString(16)).toBe(0);
});
