import { readFile } from 'node:fs/promises';
import { probe } from '../engine/probe.ts';
import { OssError } from '../errors.ts';
import type { SourceInfo } from '../operation.ts';

/** The header of a picture on this machine. Throws an Error of one line where there is none. */
export async function readSource(file: string): Promise<SourceInfo> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`--source: ${error instanceof Error ? error.message : String(error)}`);
  });
  return probe(bytes).catch((error: unknown) => {
    if (error instanceof OssError) throw new Error(`--source: ${file} is ${error.refusal}`);
    throw error;
  });
}
