import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photo } from '../../fixtures/photo.ts';
import { packageRoot } from '../../spec/corpus.ts';
import { logo, type PictureName } from './jobs.ts';

/** The sources of the bench, as files for sharp; disposing removes the folder. */
export interface Pictures extends AsyncDisposable {
  readonly folder: string;
  readonly bytes: Readonly<Record<PictureName, Uint8Array>>;
}

function drawLarge(): Promise<Buffer> {
  const { width, height, channels, data } = photo(4000, 3000);
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 80 }).toBuffer();
}

/** A picture that moves: the photograph from ever further left. */
async function drawAnimation(): Promise<Buffer> {
  const { width, height, channels, data } = photo(340, 200);
  const frames = [0, 5, 10, 15, 20, 25, 30, 35].map((left) =>
    sharp(data, { raw: { width, height, channels } })
      .extract({ left, top: 0, width: 300, height })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif({ delay: frames.map(() => 100) })
    .toBuffer();
}

export async function drawPictures(): Promise<Pictures> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-bench-'));
  const bytes = {
    '400x267.jpg': await readFile(join(packageRoot, 'fixtures/image/photo-400x267.jpg')),
    '4000x3000.jpg': await drawLarge(),
    '300x200.gif': await drawAnimation(),
    'logo.png': logo,
  };
  for (const [name, content] of Object.entries(bytes)) await writeFile(join(folder, name), content);
  return { folder, bytes, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
