import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './system-error.ts';
import { createTurns, type Turns } from './turns.ts';
import { type PartRecord, readPartRecord, readUploadRecord } from './upload-records.ts';
import type { Upload } from './uploads.ts';

export interface FolderUpload {
  readonly upload: Upload;
  /** Its record, and of each part a record and the content. */
  readonly folder: string;
  readonly parts: Map<number, PartRecord>;
  readonly inTurn: Turns;
  ended: boolean;
}

export const uploadName = 'upload.json';
export const partName = (number: number): string => `${number}.json`;
const isUploadId = (name: string) => /^[0-9A-F]{32}$/.test(name);
const isPartName = (name: string) => /^\d+\.json$/.test(name);

async function loadUpload(folder: string): Promise<FolderUpload> {
  const upload = await readUploadRecord(join(folder, uploadName));
  const names = await readdir(folder);
  const parts = new Map<number, PartRecord>();
  for (const name of names.filter(isPartName)) {
    const record = await readPartRecord(join(folder, name));
    parts.set(record.part.number, record);
  }
  const named = new Set(Array.from(parts.values(), ({ blob }) => blob));
  const known = (name: string) => name === uploadName || isPartName(name) || named.has(name);
  for (const name of names)
    if (!known(name)) await rm(join(folder, name), { recursive: true, force: true });
  return { upload, folder, parts, inTurn: createTurns(), ended: false };
}

/** Reads all uploads of a bucket by their ids, and removes content that no record names: what a killed process left. */
export async function loadUploads(folder: string): Promise<Map<string, FolderUpload>> {
  const uploads = new Map<string, FolderUpload>();
  for (const id of (await readdir(folder).catch(noneMissing)).filter(isUploadId))
    uploads.set(id, await loadUpload(join(folder, id)));
  return uploads;
}

/** The folder is made when the first upload begins. */
function noneMissing(error: unknown): string[] {
  if (isCode(error, 'ENOENT')) return [];
  throw error;
}
