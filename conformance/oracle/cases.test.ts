import { expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import type { Case, Exchange } from '../case.ts';
import { findFixture } from '../fixtures.ts';
import { loadCases } from '../load.ts';
import { PictureError } from '../probe/picture.ts';
import { finish } from '../template.ts';
import { isRefused, type Source } from './law.ts';
import { marksOf } from './marks.ts';
import { foresee } from './predict.ts';
import { sourceOf } from './source.ts';

// Two readings of the documents, held against each other: what people typed into cases, and the oracle's arithmetic.
const read = new Map<string, Promise<Source | undefined>>();
async function readSource(name: string): Promise<Source | undefined> {
  const bytes = await findFixture(name, new Map())?.bytes();
  try {
    return bytes && sourceOf(bytes);
  } catch (error) {
    if (error instanceof PictureError) return undefined;
    throw error;
  }
}
function sourceFor(name: string): Promise<Source | undefined> {
  const found = read.get(name) ?? readSource(name);
  read.set(name, found);
  return found;
}

/** What the oracle foresees of an exchange, in the words of `then`; undefined where it has nothing to say. */
async function foreseeThen({ when }: Exchange, { given, edition }: Case) {
  const process = finish(when.process ?? '', {});
  const source = await sourceFor(given[when.key] ?? '');
  if (!source || when.verb !== 'GET') return undefined;
  const spec = specOf(edition);
  const marks = await marksOf(process, (key) => findFixture(given[key] ?? '', new Map()));
  const seen = foresee(process, source, spec, marks);
  if (!seen) return undefined;
  if (isRefused(seen)) return { error: spec.refusals[seen.refused]?.code };
  const { format, frames, quality, progressive, unchanged } = seen;
  const identical = unchanged && 'source';
  return { size: `${seen.width}x${seen.height}`, format, frames, quality, progressive, identical };
}

test('the oracle foresees every size, format, quality and refusal that a case states', async () => {
  const differences: string[] = [];
  let compared = 0;
  for (const one of loadCases()) {
    for (const exchange of one.exchanges) {
      const ours = await foreseeThen(exchange, one);
      const { then, when } = exchange;
      // The oracle takes a chain for legal: a refusal for its text comes first and is none of its business.
      if (!ours || then.error === 'InvalidArgument' || then.error === 'MissingArgument') continue;
      if (then.error !== undefined && !('error' in ours)) continue;
      compared += 1;
      const stated = new Map<string, unknown>(Object.entries(then));
      for (const [key, value] of Object.entries(ours))
        if (value !== undefined && value !== (stated.get(key) ?? value))
          differences.push(
            `${one.edition} ${one.id} ${when.process ?? ''}: ${key} ${String(stated.get(key))}, not ${value}`,
          );
      if ('error' in ours && !stated.has('error'))
        differences.push(`${one.edition} ${one.id}: not refused with ${ours.error ?? ''}`);
    }
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(300);
});
