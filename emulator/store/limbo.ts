import { rm } from 'node:fs/promises';

/** Where an object or a part lies ready to enter the store. */
export interface Ready {
  readonly contentPath: string;
  readonly recordPath: string;
}

/** Lends names in limbo for as long as `work` takes; what has those names then is removed. */
export async function inLimbo<T>(
  newPath: () => string,
  work: (ready: Ready) => Promise<T>,
): Promise<T> {
  const [contentPath, recordPath] = [newPath(), newPath()];
  try {
    return await work({ contentPath, recordPath });
  } finally {
    await rm(contentPath, { force: true });
    await rm(recordPath, { force: true });
  }
}
