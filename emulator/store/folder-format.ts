import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isNumber, parseAs, shape } from './check.ts';
import { replaceDurably } from './durable.ts';
import { lockName } from './lock.ts';
import { isCode } from './system-error.ts';

/** Counts up when an older version could no longer read what a newer one writes. */
const version = 1;

const markName = 'oss-double.json';
const newMarkName = 'oss-double.json.new';
const isMark = shape<{ readonly format: number }>({ format: isNumber });

/**
 * Throws a plain Error, and changes nothing, where a folder holds something else than a store of this format. A folder that
 * is missing, is empty or was only just begun may become one.
 */
export async function requireOurs(folder: string): Promise<'new' | 'ours'> {
  const names = await readNames(folder);
  if (!names.includes(markName)) {
    const foreign = names.find((name) => name !== newMarkName && !lockName.test(name));
    if (foreign === undefined) return 'new';
    throw new Error(`${folder} holds something else (${foreign}): give an empty folder or none`);
  }
  const mark = parseAs(isMark, await readFile(join(folder, markName), 'utf8'));
  if (mark?.format === version) return 'ours';
  const found = mark === undefined ? 'no known format' : `format ${mark.format}`;
  throw new Error(`${folder} has ${found}; this version of oss-double reads format ${version}`);
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    if (isCode(error, 'ENOTDIR')) throw new Error(`${folder} is a file, not a folder`);
    throw error;
  }
}

/** Makes an empty folder a store. Only whoever holds the lock may. */
export async function markOurs(folder: string): Promise<void> {
  const via = join(folder, newMarkName);
  await rm(via, { force: true });
  await replaceDurably(join(folder, markName), JSON.stringify({ format: version }), via);
}
