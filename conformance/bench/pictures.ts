import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photo } from '../../fixtures/photo.ts';
import { packageRoot } from '../../spec/corpus.ts';

/** A source of the bench: the same bytes in a file for sharp and, under `name`, in a bucket. */
export interface Picture {
  readonly name: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The two sources, small and 12 megapixels, in a temporary folder that disposing removes. */
export async function drawPictures(): Promise<
  AsyncDisposable & { readonly small: Picture; readonly large: Picture }
> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-bench-'));
  const write = async (name: string, bytes: Uint8Array): Promise<Picture> => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    return { name, file, bytes };
  };
  const { width, height, channels, data } = photo(4000, 3000);
  const large = sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 80 });
  return {
    small: await write(
      '400x267.jpg',
      await readFile(join(packageRoot, 'fixtures/image/photo-400x267.jpg')),
    ),
    large: await write('4000x3000.jpg', await large.toBuffer()),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
