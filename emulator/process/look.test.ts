import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { asPng, solid } from '../engine/drawn.contract.ts';
import { createMemoryStore } from '../store/memory.ts';
import { bucketNamed, plain } from '../store/given.contract.ts';
import { look } from './look.ts';

it('knows pictures apart that came in pieces and are equally long', async () => {
  const store = createMemoryStore();
  await store.createBucket(bucketNamed('photos'));
  const pictures = await Promise.all([
    asPng(solid(10, 20, [1, 2, 3])),
    asPng(solid(20, 10, [3, 2, 1])),
  ]);
  const longest = Math.max(...pictures.map(({ bytes }) => bytes.length));
  const sizes: string[] = [];
  for (const [place, { bytes }] of pictures.entries()) {
    const key = String(place);
    const padded = Buffer.alloc(longest);
    padded.set(bytes);
    await store.append('photos', key, Readable.from([padded]), plain);
    const object = await store.open('photos', key);
    if (object === undefined) throw new Error('no object');
    const { info } = await look(object, longest);
    sizes.push(`${info.width}x${info.height}`);
    await object.close();
  }
  expect(sizes).toEqual(['10x20', '20x10']);
});
