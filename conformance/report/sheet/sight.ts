import { drawDifference } from '../../compare/difference.ts';
import { judge } from '../../compare/judge.ts';
import { findFixture } from '../../fixtures.ts';
import { findGolden, readGoldenBytes } from '../../goldens.ts';
import { decodeFrames } from '../../pixels.ts';
import type { Result } from '../../run.ts';
import type { Album, Print } from './album.ts';

/** What the last exchange of a case asked of, got, and had to look like. */
export interface Sight {
  readonly input: Print | undefined;
  readonly output: Print | undefined;
  readonly golden: Print | undefined;
  readonly difference: Print | undefined;
  /** The answer, where it is no picture that can be shown. */
  readonly text: string | undefined;
}

/** Characters of an answer that is text. */
const longest = 2000;

function decodeText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 4 * longest)).toString('utf8');
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

/** The difference map of an answer and a golden; undefined where they cannot be laid on each other. */
async function mapDifference(
  name: string,
  body: Uint8Array,
  album: Album,
): Promise<Print | undefined> {
  try {
    const golden = await findGolden(name);
    const frames = await decodeFrames(body);
    const drawn = drawDifference(golden.frames, frames, judge(golden, frames));
    return drawn && album.draw(drawn, 'worst tile framed');
  } catch {
    return undefined;
  }
}

/** Puts the pictures of a result into the album. Those of an exchange whose answer was not kept are without output. */
export async function look({ case: one, exchanges }: Result, album: Album): Promise<Sight> {
  const last = Math.max(0, exchanges.length - 1);
  const asked = one.exchanges[last];
  const body = exchanges[last]?.response?.body;
  const source = findFixture(one.given[asked?.when.key ?? ''] ?? '', new Map());
  const golden = asked?.then.golden;
  const output = body && (await album.add(body));
  return {
    input: source && (await album.add(await source.bytes())),
    output,
    golden: golden === undefined ? undefined : await album.add(await readGoldenBytes(golden)),
    difference:
      golden === undefined || !body ? undefined : await mapDifference(golden, body, album),
    text: body && !output ? decodeText(body) : undefined,
  };
}
