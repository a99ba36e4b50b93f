import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketNamed, type MakeStore, putText, textAt } from './given.contract.ts';
import type { ListQuery } from './listing.ts';
import type { Store } from './store.ts';

/** Few letters, so that keys share prefixes; on both sides of the surrogates, so that UTF-16 order would show. */
const letters = ['a', 'B', '/', '//', 'é', '\ue000', '😀'];
const text = (maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => parts.join(''));
const key = text(5).filter((key) => key !== '');
const query: fc.Arbitrary<ListQuery> = fc.record({
  prefix: text(2),
  after: text(4),
  delimiter: fc.oneof(fc.constantFrom('', '/'), text(2)),
  limit: fc.nat(6),
});
const call = fc.oneof(
  { weight: 3, arbitrary: fc.record({ put: key, content: fc.string({ maxLength: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
);
/** `remove` counts through the keys that are there. */
type Call = { put: string; content: string } | { remove: number };

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What a listing is, said as plainly as can be: fold every key, drop what is not after, cut. */
function naiveList(keys: readonly string[], { prefix, after, delimiter, limit }: ListQuery) {
  const entries = new Map<string, 'object' | 'prefix'>();
  for (const key of [...keys].sort(byBytes)) {
    if (!key.startsWith(prefix) || byBytes(key, after) <= 0) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut === -1) entries.set(key, 'object');
    else entries.set(key.slice(0, cut + delimiter.length), 'prefix');
  }
  if (entries.get(after) === 'prefix') entries.delete(after);
  const shown = [...entries].slice(0, limit);
  const truncated = limit > 0 && shown.length < entries.size;
  return {
    objects: shown.flatMap(([name, what]) => (what === 'object' ? [name] : [])),
    prefixes: shown.flatMap(([name, what]) => (what === 'prefix' ? [name] : [])),
    truncated,
    next: truncated ? shown.at(-1)![0] : '',
  };
}

async function listNames(store: Store, query: ListQuery) {
  const listing = await store.list('photos', query);
  return { ...listing, objects: listing.objects.map((head) => head.key) };
}

async function carryOut(store: Store, calls: readonly Call[]): Promise<Map<string, string>> {
  const model = new Map<string, string>();
  for (const call of calls) {
    if ('put' in call) {
      await putText(store, 'photos', call.put, call.content);
      model.set(call.put, call.content);
    } else {
      const key = [...model.keys()][call.remove % model.size] ?? 'none';
      expect(await store.remove('photos', key)).toBe(model.delete(key));
    }
  }
  return model;
}

export function modelContract(make: MakeStore, numRuns: number): void {
  describe('against a naive model', () => {
    it('holds what a map holds and lists it as a sorted array would', async () => {
      const { store, dispose } = await make();
      const calls = fc.array(call, { maxLength: 12 });
      const queries = fc.array(query, { minLength: 10, maxLength: 10 });
      const property = fc.asyncProperty(calls, queries, async (calls, queries) => {
        await store.clear();
        await store.createBucket(bucketNamed('photos'));
        const model = await carryOut(store, calls);
        for (const [key, content] of model) {
          expect(await textAt(store, 'photos', key)).toBe(content);
        }
        for (const query of queries) {
          expect(await listNames(store, query)).toEqual(naiveList([...model.keys()], query));
        }
      });
      await fc.assert(property, { numRuns }).finally(dispose);
    });

    it('gives every object and every common prefix once, whatever the size of the pages', async () => {
      const { store, dispose } = await make();
      const keys = fc.uniqueArray(key, { maxLength: 10 });
      const paging = query.map((query) => ({ ...query, after: '', limit: query.limit + 1 }));
      const property = fc.asyncProperty(keys, paging, async (keys, query) => {
        await store.clear();
        await store.createBucket(bucketNamed('photos'));
        for (const key of keys) await putText(store, 'photos', key, '');
        const seen: { objects: string[]; prefixes: string[] } = { objects: [], prefixes: [] };
        let page = await listNames(store, query);
        // At worst a key a page; a listing that does not get on must not go on for ever.
        for (let pages = 1; page.truncated; pages++) {
          expect(pages).toBeLessThan(keys.length);
          expect(page.objects.length + page.prefixes.length).toBe(query.limit);
          seen.objects.push(...page.objects);
          seen.prefixes.push(...page.prefixes);
          page = await listNames(store, { ...query, after: page.next });
        }
        seen.objects.push(...page.objects);
        seen.prefixes.push(...page.prefixes);
        const { objects, prefixes } = naiveList(keys, { ...query, limit: Infinity });
        expect(seen).toEqual({ objects, prefixes });
      });
      await fc.assert(property, { numRuns }).finally(dispose);
    });
  });
}
