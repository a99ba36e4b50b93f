import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import type { OpenObject } from '../store/object.ts';

/** An object in memory that is nothing but its bytes. */
export function objectOf(content: Buffer, bytes?: OpenObject['bytes']): OpenObject {
  const head: OpenObject['head'] = {
    key: 'clip.mp4',
    size: content.length,
    etag: 'ETAG',
    md5: `md5 of ${content.length}`,
    crc64: '0',
    modified: 0,
    type: 'Normal',
    storageClass: 'Standard',
    acl: 'default',
    headers: {},
    meta: {},
  };
  return {
    head,
    stream: () => Readable.from([content]),
    bytes:
      bytes ??
      ((range) => Promise.resolve(range ? content.subarray(range.first, range.last + 1) : content)),
    close: () => Promise.resolve(),
  };
}

export const readClip = (name: string): Promise<Buffer> =>
  readFile(join(packageRoot, 'fixtures/video', name));

/**
 * A program that calls itself ffmpeg, knows what ffmpeg knows, and never ends when it is asked for a frame; with the number of
 * those that run. Linux alone tells it.
 */
export async function givenStuck(real: string): Promise<{ path: string; count: () => number }> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-stuck-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'ffmpeg');
  const mark = `9${String(Math.random()).slice(2, 10)}`;
  const asked = '-version | -formats | -encoders';
  await writeFile(
    path,
    `#!/bin/sh\ncase "$1" in\n${asked}) exec '${real}' "$@" ;;\nesac\nexec sleep ${mark}\n`,
  );
  await chmod(path, 0o755);
  return { path, count: () => commands().filter((line) => line === `sleep ${mark}`).length };
}

/** The processes that run ffmpeg for this one. Linux alone tells it. */
export function decoders(): readonly number[] {
  const isOurs = (pid: string) => read(`/proc/${pid}/stat`).split(' ')[3] === String(process.pid);
  const all = [...processes()].filter(([pid, line]) => /decoder-program/.test(line) && isOurs(pid));
  return all.map(([pid]) => Number(pid));
}

const commands = () => [...processes().values()];

/** The command lines of all processes, by id. */
function processes(): ReadonlyMap<string, string> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const lineOf = (pid: string) => read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
  return new Map(pids.map((pid) => [pid, lineOf(pid)]));
}

/** Nothing of a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
