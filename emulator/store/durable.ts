import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

type Content = string | AsyncIterable<Uint8Array>;

/** Writes a new file and waits until the disk has it. The name is the disk's only after `syncFolder`. */
export async function writeDurably(path: string, content: Content): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await writeFile(file, content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes at the end of a file of so many bytes, where more than that is cut off, and waits until the disk has it. */
export async function appendDurably(
  path: string,
  size: number,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
    let at = size;
    for await (const piece of content) {
      await writeAll(file, piece, at);
      at += piece.byteLength;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, at + done);
    done += bytesWritten;
  }
}

/** Waits until the disk has what was made, renamed and removed in a folder. */
export async function syncFolder(path: string): Promise<void> {
  // Windows does not open folders; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Moves a file or folder over whatever the target is: at any moment the target is the old one or the new one, whole. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Gives a file another content at once; `via` is a free name on the same disk, and free again afterwards. */
export async function replaceDurably(path: string, content: string, via: string): Promise<void> {
  try {
    await writeDurably(via, content);
    await moveDurably(via, path);
  } catch (error) {
    await rm(via, { force: true });
    throw error;
  }
}
