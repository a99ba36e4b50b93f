import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openFolderStore } from './folder.ts';
import { bucketNamed, textAt } from './given.contract.ts';
import { countFiles, scratchFolder } from './given-folder.contract.ts';
import { startWriter } from './killed.contract.ts';
import type { Store } from './store.ts';
import { everyUpload } from './uploads.contract.ts';

const kills = 4;

/** Asserts that object and log are whole, and that an upload that is left can be ended; answers the number of the object. */
async function holdWhole(store: Store, last: number, when: string): Promise<number> {
  const text = (await textAt(store, 'photos', 'a'))!;
  const number = Number(text.slice(0, text.indexOf('\n')));
  expect([last, last + 1], when).toContain(number);
  const fill = Buffer.alloc((number * 7_919) % 200_000, number % 251).toString();
  expect(text === `${number}\n${fill}`, when).toBe(true);

  const logged = (await textAt(store, 'photos', 'log'))!;
  const { size } = (await store.head('photos', 'log'))!;
  expect(size, when).toBe(logged.length);
  expect(logged, when).toMatch(/^(\d+\n)+$/);
  expect([last, last + 1], when).toContain(Number(logged.trimEnd().split('\n').at(-1)));

  const { uploads } = await store.uploads.list('photos', everyUpload);
  expect(uploads.length, when).toBeLessThanOrEqual(1);
  for (const { id } of uploads) {
    expect(await store.uploads.complete('photos', id, (parts) => parts), when).toBeDefined();
    expect(await store.uploads.count('photos'), when).toBe(0);
  }
  return number;
}

it(`keeps uploads and appends whole through ${kills} kill -9`, async () => {
  const folder = await scratchFolder();
  const made = await openFolderStore(folder);
  await made.createBucket(bucketNamed('photos'));
  await made.close();
  let next = 1;
  for (let kill = 0; kill < kills; kill++) {
    const delay = Math.random() * 80;
    const writer = await startWriter('uploads.child.ts', folder, next);
    await sleep(delay);
    await writer.kill();
    const { last } = writer;
    const when = `killed ${delay} ms after the first round, ${last} was told`;
    const store = await openFolderStore(folder);
    next = 1 + (await holdWhole(store, last, when));
    expect(await countFiles(folder), when).toMatchObject({ limbo: 0, heads: 2, content: 2 });
    const [bucket] = await readdir(join(folder, 'buckets'));
    expect(await readdir(join(folder, 'buckets', bucket!, 'uploads')), when).toEqual([]);
    await store.close();
  }
});
