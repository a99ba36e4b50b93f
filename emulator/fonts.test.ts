import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { difference, solid } from './engine/drawn.contract.ts';
import { fontFile } from './engine/font-file.contract.ts';
import { fromFrames } from './engine/frame.ts';
import { drawn } from './engine/text.contract.ts';
import { openFonts } from './fonts.ts';
import { startEmulator } from './index.ts';

const bundled = join(packageRoot, 'emulator', 'fonts');

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('without a folder each substitution is told once, and what is no substitution is not', async () => {
  const notes: string[] = [];
  const faceOf = await openFonts(undefined, (note) => notes.push(note));
  for (const font of ['wqy-zenhei', 'fangzhengkaiti', 'wqy-zenhei', 'wqy-microhei']) faceOf(font);
  expect(notes).toHaveLength(2);
  expect(notes[0]).toMatch(/^wqy-zenhei is not drawn with WenQuanYi Zen Hei: .*--font-dir/);
  expect(notes[1]).toMatch(/^fangzhengkaiti is not drawn with FZKai: .*LXGW WenKai/);
});

test('a file of the OSS name is drawn with, and nothing is told', async () => {
  const folder = await scratch();
  await copyFile(join(bundled, 'song.otf'), join(folder, 'WQY-ZenHei.OTF'));
  const notes: string[] = [];
  const faceOf = await openFonts(folder, (note) => notes.push(note));
  expect(faceOf('wqy-zenhei')).toMatchObject({ ascent: 1.151, descent: 0.286 });
  const [own, song, substitute] = [
    await drawn('水印 Wg', { faceOf }),
    await drawn('水印 Wg', { font: 'fangzhengshusong' }),
    await drawn('水印 Wg'),
  ];
  expect(difference(own, song)).toBe(0);
  expect(difference(own, substitute)).not.toBe(0);
  expect(notes).toEqual([]);
  // The others are still drawn with what came along.
  faceOf('fangzhengheiti');
  expect(notes).toHaveLength(1);
});

test('a file is known by a name that it calls itself; folders and other files do not matter', async () => {
  const folder = await scratch();
  const file = fontFile({
    families: [
      ['FZKai-Z03', 3],
      ['方正楷体_GBK', 3],
    ],
    ascent: 860,
    descent: 140,
  });
  await writeFile(join(folder, 'any.ttf'), file);
  await writeFile(join(folder, 'LICENSE.txt'), 'none');
  await mkdir(join(folder, 'more'));
  const faceOf = await openFonts(folder, () => undefined);
  expect(faceOf('fangzhengkaiti')).toMatchObject({
    file: join(folder, 'any.ttf'),
    ascent: 0.86,
    descent: 0.14,
  });
  expect(faceOf('fangzhengkaiti').families[0]).toBe('FZKai-Z03');
  expect(faceOf('fangzhengheiti').file).toBeUndefined();
});

test('a folder that cannot be used is an error of one line', async () => {
  const folder = await scratch();
  const fails = (path = folder) => expect(openFonts(path, () => undefined)).rejects;
  await fails(join(folder, 'nowhere')).toThrow(/^--font-dir: .*no such file or directory.*nowhere/);
  await fails().toThrow(/^--font-dir: .* has none of wqy-zenhei\.ttf, /);
  await writeFile(join(folder, 'wqy-zenhei.woff2'), 'wOF2');
  await fails().toThrow('--font-dir: wqy-zenhei.woff2 is packed for the web');
  await rm(join(folder, 'wqy-zenhei.woff2'));
  await writeFile(join(folder, 'broken.ttf'), 'no font');
  await fails().toThrow(/^--font-dir: .*broken\.ttf is no TrueType or OpenType font$/);
});

test('one process does not draw one family with two files', async () => {
  const [one, two] = [await scratch(), await scratch()];
  const file = fontFile({ families: [['Droid Sans Fallback', 3]] });
  for (const folder of [one, two]) await writeFile(join(folder, 'droid.ttf'), file);
  await openFonts(one, () => undefined);
  await openFonts(one, () => undefined);
  await expect(openFonts(two, () => undefined)).rejects.toThrow(
    `--font-dir: this process draws Droid Sans Fallback with ${join(one, 'droid.ttf')} already`,
  );
});

test('an emulator draws with the folder it was started with, and one beside it does not', async () => {
  const folder = await scratch();
  await copyFile(join(bundled, 'kai.ttf'), join(folder, 'wqy-zenhei.ttf'));
  const source = await fromFrames([solid(200, 60, [255, 255, 255])])
    .png()
    .toBuffer();
  const stamped = async (font: string, fontDir?: string) => {
    const emulator = await startEmulator({ auth: 'off', buckets: { photos: {} }, fontDir });
    onTestFinished(() => emulator.close());
    const object = `${emulator.url}/photos/a.png`;
    await fetch(object, { method: 'PUT', body: source });
    const type = Buffer.from(font).toString('base64url');
    const text = Buffer.from('水印').toString('base64url');
    const process = `image/watermark,text_${text},type_${type},g_nw`;
    const answer = await fetch(`${object}?x-oss-process=${process}`);
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const [own, kai, other] = [
    await stamped('wqy-zenhei', folder),
    await stamped('fangzhengkaiti'),
    await stamped('wqy-zenhei'),
  ];
  expect(own.status).toBe(200);
  expect(own.bytes.equals(kai.bytes)).toBe(true);
  expect(own.bytes.equals(other.bytes)).toBe(false);
  await expect(startEmulator({ fontDir: join(folder, 'nowhere') })).rejects.toThrow('--font-dir: ');
});
