import { createHash } from 'node:crypto';
import { Crc64 } from './crc64.ts';

/** What is said of content: bytes, MD5 in both spellings and CRC-64 as ObjectHead words them. */
export interface Digest {
  readonly size: number;
  readonly etag: string;
  readonly md5: string;
  readonly crc64: string;
}

/** Digests content on its way: read it `through` this, then `finish` once. */
export class Digester {
  #size = 0;
  readonly #md5 = createHash('md5');
  readonly #crc64 = new Crc64();

  async *through(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      this.#size += piece.byteLength;
      this.#md5.update(piece);
      this.#crc64.update(piece);
      yield piece;
    }
  }

  finish(): Digest {
    const md5 = this.#md5.digest();
    return {
      size: this.#size,
      etag: md5.toString('hex').toUpperCase(),
      md5: md5.toString('base64'),
      crc64: this.#crc64.decimal(),
    };
  }
}
