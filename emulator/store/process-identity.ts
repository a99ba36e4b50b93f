import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isNumber, isText, shape } from './check.ts';
import { isCode } from './system-error.ts';

/** Enough to tell one process from every other, now and after a restart. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Where and since when a pid means what it means: on Linux, boot and pid namespace; elsewhere the host's name. */
  readonly world: string;
  /** When it began, in the kernel's own count; empty where the system does not say. */
  readonly began: string;
}

export const isProcessIdentity = shape<ProcessIdentity>({
  pid: isNumber,
  world: isText,
  began: isText,
});

export async function identify(pid = process.pid): Promise<ProcessIdentity> {
  return { pid, world: await readWorld(), began: (await readProcess(pid))?.began ?? '' };
}

/**
 * Whether a process still runs. The pid alone does not say: it may have been given to another process, and in a container
 * it is 1 for each. `unknown` where it ran in another container or on another host, or where the system keeps no record.
 */
export async function judgeLife(other: ProcessIdentity): Promise<'alive' | 'dead' | 'unknown'> {
  if (other.world !== (await readWorld())) return 'unknown';
  if (!hasProcess(other.pid)) return 'dead';
  const now = await readProcess(other.pid);
  if (now === undefined || other.began === '') return 'unknown';
  return now.began === other.began && !now.ended ? 'alive' : 'dead';
}

/** Signal 0 asks without touching. */
function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    return !isCode(error, 'ESRCH');
  }
}

async function readWorld(): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/**
 * From /proc/<pid>/stat (Linux man-pages, proc_pid_stat(5)): field 3 is the state, field 22 the start in clock ticks since
 * boot. Field 2 is a name in brackets that may itself hold blanks and brackets.
 */
async function readProcess(pid: number): Promise<{ began: string; ended: boolean } | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const began = fields[22 - 3];
    // A killed process stays as a zombie until its parent asks for it; in a container that may be never.
    return began === undefined ? undefined : { began, ended: /^[ZXx]/.test(fields[0] ?? '') };
  } catch {
    return undefined;
  }
}
