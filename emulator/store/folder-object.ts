import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange, ObjectHead, OpenObject } from './object.ts';

/**
 * An object whose content is an open file: it outlives the file's name, and is not longer than it was when something is appended
 * to the file. (On Windows too: Node opens files so that they can
 * be removed while they are read.)
 */
export class FolderObject implements OpenObject {
  readonly head: ObjectHead;
  readonly #file: FileHandle;

  constructor(head: ObjectHead, file: FileHandle) {
    this.head = head;
    this.#file = file;
  }

  stream(range?: ByteRange): NodeJS.ReadableStream {
    const { first, last } = range ?? { first: 0, last: this.head.size - 1 };
    if (last < first) return Readable.from([]).once('close', () => void this.close());
    return this.#file.createReadStream({ start: first, end: last });
  }

  async bytes(range?: ByteRange): Promise<Uint8Array> {
    const { first, last } = range ?? { first: 0, last: this.head.size - 1 };
    const bytes = Buffer.allocUnsafeSlow(last - first + 1);
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await this.#file.read(bytes, at, bytes.length - at, first + at);
      if (bytesRead === 0)
        throw new Error(`the content of ${this.head.key} is shorter than it was`);
      at += bytesRead;
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
