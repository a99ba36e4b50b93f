import { readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAs } from './check.ts';
import { identify, isProcessIdentity, judgeLife } from './process-identity.ts';
import { isCode } from './system-error.ts';

/** Node has no flock(2): a lock is a file that names its process, which touches it for as long as it lives. */
export interface Lock {
  /** Throws where the lock is gone: this process stood still for longer than `patience` and another took the folder over. */
  requireHeld(): void;
  release(): Promise<void>;
}

/** Milliseconds: how often a lock is touched, and for how long it may stay untouched where nothing else tells of its process. */
export interface Pace {
  readonly beat: number;
  readonly patience: number;
}
const usual: Pace = { beat: 1_000, patience: 5_000 };

/** Numbered, so that of all who find the same dead lock only one can make the next. */
export const lockName = /^oss-double\.lock-(\d+)$/;

/**
 * Locks a folder, or throws a plain Error that names the folder and the process that has it. The lock of a dead process
 * does not count: at once where the system says that it is dead, else when it has stayed untouched for `patience`.
 */
export async function lockFolder(folder: string, pace: Pace = usual): Promise<Lock> {
  const self = JSON.stringify(await identify());
  for (;;) {
    const dead = await findDead(folder, [], pace);
    const number = 1 + Math.max(0, ...dead.map((name) => Number(lockName.exec(name)?.[1])));
    const name = `oss-double.lock-${number}`;
    try {
      await writeFile(join(folder, name), self, { flag: 'wx' });
    } catch (error) {
      // Somebody was quicker: judge that lock.
      if (isCode(error, 'EEXIST')) continue;
      throw error;
    }
    const lock = holdLock(folder, name, pace);
    try {
      // Somebody who counted from other dead locks may hold another number. Both look after they wrote, so one of them sees it.
      await findDead(folder, [name, ...dead], pace);
      for (const old of dead) await rm(join(folder, old), { force: true });
      return lock;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }
}

/** The names of the locks whose process is gone. Throws where one is not. */
async function findDead(
  folder: string,
  except: readonly string[],
  { patience }: Pace,
): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => lockName.test(name));
  const others = names.filter((name) => !except.includes(name));
  for (const name of others) {
    const holder = await findHolder(join(folder, name), patience);
    if (holder !== undefined) throw new Error(`${folder} is in use by ${holder}`);
  }
  return others;
}

/** Whom a lock stands for; undefined where nobody. */
async function findHolder(path: string, patience: number): Promise<string | undefined> {
  const identity = await readIdentity(path);
  const life = identity === undefined ? 'unknown' : await judgeLife(identity);
  if (life === 'dead') return undefined;
  if (life === 'unknown' && !(await isTouched(path, patience))) return undefined;
  // The first look may have come before the holder had written who it is.
  const pid = (identity ?? (await readIdentity(path)))?.pid ?? 'unknown';
  return life === 'alive' ? `process ${pid}` : `process ${pid} of another container or host`;
}

async function readIdentity(path: string) {
  return parseAs(isProcessIdentity, await readFile(path, 'utf8').catch(() => ''));
}

/** Only changes are looked for: clocks of two hosts need not agree. */
async function isTouched(path: string, patience: number): Promise<boolean> {
  const touched = async () => (await stat(path).catch(() => undefined))?.mtimeMs;
  const before = await touched();
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const now = await touched();
    if (now === undefined) return false;
    if (now !== before) return true;
    await sleep(patience / 50);
  }
  return false;
}

function holdLock(folder: string, name: string, { beat }: Pace): Lock {
  const path = join(folder, name);
  let lost = false;
  const beating = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch((error: unknown) => {
      lost ||= isCode(error, 'ENOENT');
    });
  }, beat).unref();
  return {
    requireHeld() {
      if (lost) throw new Error(`${folder} has been taken over by another process`);
    },
    async release() {
      clearInterval(beating);
      if (!lost) await rm(path, { force: true });
    },
  };
}
