import type { Segment } from './jpeg-segments.ts';

// The example tables of ITU-T T.81 (1992), annex K.1 and K.2, in zigzag order as a file has them.
const luminance = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
  29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
  95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];
const chrominance = [
  17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

const DEFINE_TABLES = 0xdb;
const BASELINE_MAXIMUM = 255;

/** How the Independent JPEG Group's library scales a table to a quality from 1 to 100 (jcparam.c, jpeg_quality_scaling). */
function scaled(table: readonly number[], quality: number): readonly number[] {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return table.map((step) =>
    Math.min(BASELINE_MAXIMUM, Math.max(1, Math.floor((step * percent + 50) / 100))),
  );
}

const scale = Array.from({ length: 100 }, (_, index) => ({
  quality: index + 1,
  luminance: scaled(luminance, index + 1),
  chrominance: scaled(chrominance, index + 1),
}));

/** The quantisation tables of a DQT segment by their number; 16-bit entries are cut to the baseline's maximum. */
function* tables(body: Uint8Array): Generator<readonly [id: number, table: readonly number[]]> {
  let at = 0;
  while (at < body.length) {
    const kind = body[at] ?? 0;
    const width = kind >> 4 === 0 ? 1 : 2;
    const entries = body.subarray(at + 1, at + 1 + 64 * width);
    if (entries.length < 64 * width) return;
    const entry = (index: number): number =>
      width === 1
        ? (entries[index] ?? 0)
        : Math.min(
            BASELINE_MAXIMUM,
            ((entries[2 * index] ?? 0) << 8) | (entries[2 * index + 1] ?? 0),
          );
    yield [kind & 15, Array.from({ length: 64 }, (_, index) => entry(index))];
    at += 1 + 64 * width;
  }
}

/** Sum of the relative differences: 0 where the tables are equal. */
function distance(found: readonly number[], expected: readonly number[]): number {
  return expected.reduce(
    (sum, step, index) => sum + Math.abs((found[index] ?? 0) - step) / step,
    0,
  );
}

/**
 * The IJG quality, 1 to 100, whose tables are nearest to those of the file: the very one where an encoder of that family
 * wrote it. Undefined for a file without tables.
 */
export function jpegQuality(header: Iterable<Segment>): number | undefined {
  const found = new Map<number, readonly number[]>();
  for (const { marker, body } of header) {
    if (marker === DEFINE_TABLES) for (const [id, table] of tables(body)) found.set(id, table);
  }
  const luma = found.get(0);
  const chroma = found.get(1);
  if (!luma) return undefined;
  let best = { quality: 1, error: Infinity };
  for (const step of scale) {
    const error =
      distance(luma, step.luminance) + (chroma ? distance(chroma, step.chrominance) : 0);
    if (error < best.error) best = { quality: step.quality, error };
  }
  return best.quality;
}
