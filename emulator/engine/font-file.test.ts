import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpus, packageRoot } from '../../spec/corpus.ts';
import { collection, fontFile } from './font-file.contract.ts';
import { readFont } from './font-file.ts';

const bundled = (file: string) => readFile(join(packageRoot, 'emulator', 'fonts', file));

test.each(Object.values(corpus.fonts.faces))('$file calls itself $family', async (face) => {
  expect(readFont(await bundled(face.file))[0]?.families).toEqual([face.family]);
});

test.each(['microhei', 'hei', 'song', 'kai'])(
  'the height of lines that the corpus gives for %s is that of the file',
  async (name) => {
    const { file = '', from = '' } = corpus.fonts.faces[name] ?? {};
    const [face] = readFont(await bundled(file));
    const isOwn = ({ title, drawn }: { title: string; drawn: string }) =>
      drawn === name && (name !== 'microhei' || from.startsWith(title));
    const fonts = Object.values(corpus.fonts.fonts).filter(isOwn);
    expect(fonts.length).toBeGreaterThan(0);
    for (const { ascent, descent } of fonts) {
      expect(face?.ascent).toBeCloseTo(ascent, 4);
      expect(face?.descent).toBeCloseTo(descent, 4);
    }
  },
);

test('names in all languages, but not those of the Macintosh, and lines in ems', () => {
  const file = fontFile({
    families: [
      ['WenQuanYi Zen Hei', 3],
      ['文泉驿正黑', 3],
      ['WenQuanYi Zen Hei', 0],
      ['ab', 1],
    ],
    em: 2048,
    ascent: 1024,
    descent: 512,
  });
  expect(readFont(file)).toEqual([
    { families: ['WenQuanYi Zen Hei', '文泉驿正黑'], ascent: 0.5, descent: 0.25 },
  ]);
});

test('every face of a collection', () => {
  const file = collection({ families: [['One', 3]] }, { families: [['Two', 3]], ascent: 800 });
  expect(readFont(file).map(({ families, ascent }) => [families, ascent])).toEqual([
    [['One'], 0.9],
    [['Two'], 0.8],
  ]);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('<!doctype html>')],
  ['a font packed for the web', Buffer.from('wOF2\u0000\u0001\u0000\u0000')],
  ['a collection of millions', Buffer.from('ttcf\u0000\u0001\u0000\u0000\u00ff\u0000\u0000\u0000')],
])('%s is no font', (_, bytes) => {
  expect(() => readFont(bytes)).toThrow(RangeError);
});

test('a font that breaks off is none, wherever it does', () => {
  const file = fontFile({ families: [['Zen', 3]] });
  for (let length = 0; length < file.length; length++)
    expect(() => readFont(file.subarray(0, length)), String(length)).toThrow(RangeError);
});
