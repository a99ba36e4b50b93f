import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { openFolderStore } from './folder.ts';
import { keysIn } from './given.contract.ts';
import { filesUnder, scratchFolder } from './given-folder.contract.ts';

const kills = 4;

/** A process that puts one object over and over, from this number on; `last` is the last put that it has seen answered. */
async function startWriter(folder: string, first: number) {
  const program = fileURLToPath(new URL('overwrite.child.ts', import.meta.url));
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', program, folder, String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout! });
  const writer = { pid: child.pid, last: 0, kill: () => Promise.resolve() };
  lines.on('line', (line) => (writer.last = Number(line)));
  await Promise.race([
    once(lines, 'line'),
    exited.then(() => {
      throw new Error('the writer ended by itself');
    }),
  ]);
  writer.kill = async () => {
    child.kill('SIGKILL');
    // The pipe may still hold lines that were written before.
    await Promise.all([exited, once(lines, 'close')]);
  };
  return writer;
}

it(`keeps an object whole through ${kills} kill -9 in the middle of puts`, async () => {
  const folder = await scratchFolder();
  let next = 1;
  for (let kill = 0; kill < kills; kill++) {
    const writer = await startWriter(folder, next);
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
