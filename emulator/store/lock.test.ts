import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scratchFolder } from './given-folder.contract.ts';
import { type Lock, lockFolder, lockName } from './lock.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

const pace = { beat: 20, patience: 400 };

async function lock(folder: string): Promise<Lock> {
  const lock = await lockFolder(folder, pace);
  onTestFinished(() => lock.release());
  return lock;
}

/** Says that a lock belongs to somebody else. */
async function sign(folder: string, change: Partial<ProcessIdentity>, name = 'oss-double.lock-1') {
  await writeFile(join(folder, name), JSON.stringify({ ...(await identify()), ...change }));
}

const locks = async (folder: string) =>
  (await readdir(folder)).filter((name) => lockName.test(name));

it('is gone when it is released', async () => {
  const folder = await scratchFolder();
  await (await lock(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

it('refuses a second while the first lives', async () => {
  const folder = await scratchFolder();
  await lock(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`${folder} is in use by process ${process.pid}`);
});

it('follows the lock of a process that is no more', async () => {
  const folder = await scratchFolder();
  // Above the highest pid that Linux gives (2^22, proc_sys_kernel(5)).
  await sign(folder, { pid: 4_194_305 });
  await lock(folder);
  expect(await locks(folder)).toEqual(['oss-double.lock-2']);
});

it.runIf(process.platform === 'linux')(
  'follows the lock of a process whose pid another has',
  async () => {
    const folder = await scratchFolder();
    await sign(folder, { pid: process.ppid });
    await lock(folder);
    expect(await locks(folder)).toEqual(['oss-double.lock-2']);
  },
);

it('follows a lock of its own pid from a container that is no more', async () => {
  const folder = await scratchFolder();
  await sign(folder, { world: 'another boot, another namespace' });
  await lock(folder);
  expect(await locks(folder)).toEqual(['oss-double.lock-2']);
});

it('does not follow a lock of its own pid from a container that runs', async () => {
  const folder = await scratchFolder();
  await lock(folder);
  await sign(folder, { world: 'another boot, another namespace' });
  await expect(lockFolder(folder, pace)).rejects.toThrow(
    `${folder} is in use by process ${process.pid} of another container or host`,
  );
});

it('follows a lock that was never written to its end', async () => {
  const folder = await scratchFolder();
  await writeFile(join(folder, 'oss-double.lock-3'), '{"pid":');
  await lock(folder);
  expect(await locks(folder)).toEqual(['oss-double.lock-4']);
});

it('goes to one of many that find the same dead lock', async () => {
  const folder = await scratchFolder();
  await sign(folder, { pid: 4_194_305 }, 'oss-double.lock-7');
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => lock(folder)));
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(await locks(folder)).toEqual(['oss-double.lock-8']);
});

it('is known to be lost when another has removed it', async () => {
  const folder = await scratchFolder();
  const held = await lock(folder);
  expect(() => held.requireHeld()).not.toThrow();
  await rm(join(folder, 'oss-double.lock-1'));
  const failure = () => {
    try {
      held.requireHeld();
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  await expect.poll(failure, { timeout: 10_000 }).toContain(`${folder} has been taken over`);
});

it('names its process', async () => {
  const folder = await scratchFolder();
  await lock(folder);
  const text = await readFile(join(folder, 'oss-double.lock-1'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ pid: process.pid });
});
