import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { gather } from './gather.ts';

async function gathered(sizes: readonly number[], least: number): Promise<number[][]> {
  let value = 0;
  const chunks = sizes.map((size) => Uint8Array.from({ length: size }, () => value++));
  const pieces: number[][] = [];
  for await (const piece of gather(Readable.from(chunks), least)) pieces.push([...piece]);
  return pieces;
}

test.each([
  ['small ones are held together', [1, 1, 1, 1, 1], 2, [[0, 1], [2, 3], [4]]],
  ['a large one goes as it is', [3, 1], 2, [[0, 1, 2], [3]]],
  ['of nothing comes nothing', [], 2, []],
  ['nor of what is empty', [0, 0], 2, []],
] as const)('%s', async (_, sizes, least, expected) => {
  expect(await gathered(sizes, least)).toEqual(expected);
});

test('what fails before the end fails here', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(1);
    await Promise.reject(new Error('broken'));
  }
  await expect(gather(broken(), 10).next()).rejects.toThrow('broken');
});
