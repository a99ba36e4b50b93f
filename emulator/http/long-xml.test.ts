import { describe, expect, it } from 'vitest';
import { parseLongXml } from './long-xml.ts';
import { parseXml } from './xml.ts';

const long = (key: string) => `<Delete><Object><Key>${key}</Key></Object><Quiet>0</Quiet></Delete>`;
const written = 2 * 2 ** 20;

/** Turns of the event loop that others have while something goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    await work();
  } finally {
    isOver = true;
  }
  return turns;
}

describe('parseLongXml', () => {
  it.each([
    ['numeric entities', '&#65;'.repeat(written / 5), 'A'.repeat(Math.floor(written / 5))],
    ['plain text', 'k'.repeat(written), 'k'.repeat(written)],
  ])('reads 2 MB of %s and keeps nobody waiting', async (_, text, key) => {
    let tree: unknown;
    const turns = await turnsDuring(async () => (tree = await parseLongXml(long(text), 'Delete')));
    expect(tree).toEqual({ Object: { Key: key }, Quiet: '0' });
    // In one go there would be one or two.
    expect(turns).toBeGreaterThan(20);
  });

  it('says of a long document what it says of a short one', async () => {
    const text = long('&#65;&lt;<![CDATA[&#65;]]>'.repeat(4000));
    expect(await parseLongXml(text, 'Delete')).toEqual(parseXml(text, 'Delete'));
    expect(await parseLongXml(long('a'), 'Delete')).toEqual(parseXml(long('a'), 'Delete'));
  });

  it.each([
    ['not closed', `<Delete><Key>${'k'.repeat(100_000)}</Delete>`],
    ['with a DOCTYPE', `<!DOCTYPE Delete [<!ENTITY a "b">]>${long('&a;'.repeat(50_000))}`],
    ['with another root', `<Keys>${'k'.repeat(100_000)}</Keys>`],
    ['as deep as it is long', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`],
  ])('refuses one that is %s', async (_, text) => {
    await expect(parseLongXml(text, 'Delete')).rejects.toThrow('malformed-xml');
  });

  it('reads many at once, one after the other', async () => {
    const texts = Array.from({ length: 4 }, (_, i) => long(`${i}`.repeat(70_000)));
    const trees = await Promise.all(texts.map((text) => parseLongXml(text, 'Delete')));
    expect(trees).toEqual(texts.map((text) => parseXml(text, 'Delete')));
  });
});
