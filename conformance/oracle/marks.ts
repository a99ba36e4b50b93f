import { type Colour, decodePixels } from '../pixels.ts';
import type { Fixture } from '../target.ts';
import type { Source } from './law.ts';
import { sourceOf } from './source.ts';
import { split, valuesOf } from './split.ts';

/** A picture that may be stamped on others: its header, and the colour of each stored pixel. */
export interface Mark {
  readonly source: Source;
  readonly colourAt: (x: number, y: number) => Colour;
}
/** By key. */
export type Marks = ReadonlyMap<string, Mark>;

/** The key of a mark, and the process that it goes through first. */
export interface Reference {
  readonly key: string;
  readonly process?: string;
}

/** What the value of `image` in a watermark says: base64 of `key` or `key?x-oss-process=…`. */
export function readReference(value: string): Reference {
  const plain = Buffer.from(value, 'base64').toString('utf8');
  const [key = '', process] = plain.split('?x-oss-process=');
  return { key, ...(process !== undefined && { process }) };
}

/** The values of `image` in a chain, in order. */
export function imagesIn(process: string): string[] {
  return (split(process) ?? []).flatMap(({ name, tokens }) => {
    const value = name === 'watermark' ? valuesOf(tokens).get('image') : undefined;
    return value === undefined ? [] : [value];
  });
}

/** A picture as a mark. Undefined for what the oracle cannot read. */
export async function readMark(bytes: Uint8Array): Promise<Mark | undefined> {
  try {
    const source = sourceOf(bytes);
    const { width, height, data } = await decodePixels(bytes);
    const inside = (at: number, length: number) =>
      Math.min(length - 1, Math.max(0, Math.floor(at)));
    return {
      source,
      colourAt: (x, y) => {
        const at = 4 * (inside(y, height) * width + inside(x, width));
        return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
      },
    };
  } catch {
    return undefined;
  }
}

/** The pictures that a chain stamps, as far as there are fixtures of their keys. */
export async function marksOf(
  process: string,
  fixtureOf: (key: string) => Fixture | undefined,
): Promise<Marks> {
  const marks = new Map<string, Mark>();
  for (const value of imagesIn(process)) {
    const { key } = readReference(value);
    const bytes = await fixtureOf(key)?.bytes();
    const mark = bytes && (await readMark(bytes));
    if (mark) marks.set(key, mark);
  }
  return marks;
}
