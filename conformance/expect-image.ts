import { readFile, writeFile } from 'node:fs/promises';
import { writePng } from '../fixtures/png.ts';
import { describe } from './compare/describe.ts';
import { drawDifference } from './compare/difference.ts';
import { readGolden } from './compare/golden.ts';
import { type Comparison, judge } from './compare/judge.ts';
import { decodeFrames, type Pixels } from './pixels.ts';

/** A picture does not look like its golden; the message says by which metrics, by how much, and where. */
export class ImageMismatch extends Error {
  override readonly name = 'ImageMismatch';
  readonly comparison: Comparison;

  constructor(message: string, comparison: Comparison) {
    super(message);
    this.comparison = comparison;
  }
}

export interface MatchOptions {
  /** Where to write a PNG that shows what differs, if the picture does not match. */
  readonly difference?: string;
}

export interface ImageExpectation {
  /**
   * Resolves where the picture looks like the golden: of one size, number of frames and transparency, and no further from it
   * than an honest encoder at ordinary quality would be. Rejects with ImageMismatch where it does not, and with another Error
   * where either cannot be read.
   *
   * `golden` is a path or the bytes of a picture in any format that sharp reads. It should be lossless: what is within its
   * own noise is told from that. Keep one rendered by something you trust, not by what you test.
   */
  toMatch(golden: string | URL | Uint8Array, options?: MatchOptions): Promise<void>;
}

async function readFrames(what: string, bytes: Uint8Array): Promise<Pixels[]> {
  try {
    return await decodeFrames(bytes);
  } catch (error) {
    throw new Error(`the ${what} is no picture that can be read`, { cause: error });
  }
}

/**
 * Compares a picture, such as a thumbnail that an application has made, with a golden, by the judge of the conformance suite:
 *
 *     await expectImage(new Uint8Array(await answer.arrayBuffer())).toMatch('test/golden/thumb.png');
 */
export function expectImage(bytes: Uint8Array): ImageExpectation {
  return {
    async toMatch(golden, { difference } = {}) {
      const reference = golden instanceof Uint8Array ? golden : await readFile(golden);
      const expected = await readFrames('golden', reference);
      const actual = await readFrames('picture', bytes);
      const comparison = judge(await readGolden(expected), actual);
      if (comparison.matches) return;
      const words = describe(comparison);
      const name = golden instanceof Uint8Array ? 'the golden' : String(golden);
      const lines = [
        `the picture does not match ${name}`,
        `  expected  ${words.expected}`,
        `  actual    ${words.actual}`,
      ];
      const drawn =
        difference === undefined ? undefined : drawDifference(expected, actual, comparison);
      if (difference !== undefined && drawn) {
        await writeFile(difference, writePng(drawn));
        lines.push(`  shown in  ${difference}`);
      }
      throw new ImageMismatch(lines.join('\n'), comparison);
    },
  };
}
