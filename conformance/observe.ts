import { decodeFrames, decodePixels, type Pixels } from './pixels.ts';
import type { Picture } from './probe/picture.ts';
import { probe } from './probe/probe.ts';
import type { Response } from './target.ts';
import { type Element, parseXml } from './xml.ts';

/** An answer that is not what it had to be read as. It is the answer's fault, unlike any other error. */
export class Unreadable extends Error {}

/** An answer and what can be read from it; each reading is done once, when it is asked for. Readings throw Unreadable. */
export interface Observation {
  readonly response: Response;
  readonly text: () => string;
  readonly json: () => unknown;
  readonly picture: () => Picture;
  /** Of the first frame. */
  readonly pixels: () => Promise<Pixels>;
  readonly frames: () => Promise<readonly Pixels[]>;
  /** The XML of the body; of a refused HEAD, the one in the header `x-oss-err`. */
  readonly xml: () => Element;
}

function unreadable(as: string, error: unknown): Unreadable {
  return new Unreadable(`no ${as}: ${error instanceof Error ? error.message : String(error)}`);
}

function once<T>(as: string, read: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    try {
      return (done ??= { value: read() }).value;
    } catch (error) {
      throw unreadable(as, error);
    }
  };
}

/** Pixels, decoded once. */
const decoded = <T>(decode: () => Promise<T>): (() => Promise<T>) =>
  once('picture', async () => {
    try {
      return await decode();
    } catch (error) {
      throw unreadable('picture', error);
    }
  });

export function observe(response: Response): Observation {
  const text = once('text', () => Buffer.from(response.body).toString('utf8'));
  return {
    response,
    text,
    json: once('JSON', (): unknown => JSON.parse(text())),
    picture: once('picture', () => probe(response.body)),
    pixels: decoded(() => decodePixels(response.body)),
    frames: decoded(() => decodeFrames(response.body)),
    xml: once('XML', () => {
      const hidden = response.headers.get('x-oss-err');
      const inHeader = response.body.length === 0 && hidden !== undefined;
      return parseXml(inHeader ? Buffer.from(hidden, 'base64').toString('utf8') : text());
    }),
  };
}
