import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openFolderStore } from './folder.ts';
import { keysIn } from './given.contract.ts';
import { filesUnder, scratchFolder } from './given-folder.contract.ts';
import { startWriter } from './killed.contract.ts';

const kills = 4;

it(`keeps an object whole through ${kills} kill -9 in the middle of puts`, async () => {
  const folder = await scratchFolder();
  let next = 1;
  for (let kill = 0; kill < kills; kill++) {
    const writer = await startWriter('overwrite.child.ts', folder, next);
    if (kill === 0) {
      await expect(openFolderStore(folder)).rejects.toThrow(
        `${folder} is in use by process ${writer.pid}`,
      );
    }
    const delay = Math.random() * 60;
    await sleep(delay);
    await writer.kill();

    const store = await openFolderStore(folder);
    const object = (await store.open('photos', 'a'))!;
    const bytes = Buffer.from(await object.bytes());
    await object.close();
    const [, number, length] = (/^(\d+) (\d+)\n/.exec(bytes.toString('latin1')) ?? []).map(Number);
    const fill = bytes.subarray(bytes.indexOf('\n') + 1);
    const when = `killed ${delay} ms after the first put, ${writer.last} was answered`;
    expect([writer.last, writer.last + 1], when).toContain(number);
    expect(fill.equals(Buffer.alloc(length!, number! % 251)), when).toBe(true);
    expect(createHash('md5').update(bytes).digest('base64'), when).toBe(object.head.md5);
    expect(bytes.length, when).toBe(object.head.size);

    expect(await keysIn(store, 'photos')).toEqual(['a']);
    const [bucket] = await readdir(join(folder, 'buckets'));
    expect(await readdir(join(folder, 'limbo')), when).toEqual([]);
    expect(await readdir(join(folder, 'buckets', bucket!, 'content')), when).toHaveLength(1);
    // Format, lock, bucket, head and content: nothing else.
    expect((await filesUnder(folder)).size, when).toBe(5);
    await store.close();
    next = number! + 1;
  }
});
