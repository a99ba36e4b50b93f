import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketNamed, keysIn, type MakeStore, putText, textOf } from './given.contract.ts';
import type { Store } from './store.ts';

const key = fc.constantFrom('a', 'b/1', 'b/2');
const call = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: key, content: fc.string({ maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ remove: key }) },
  { weight: 2, arbitrary: fc.record({ of: key, removeVersion: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ keep: fc.constantFrom('Enabled', 'Suspended') }) },
);
/** `removeVersion` counts through the versions of its key, the newest first. */
type Call =
  | { readonly put: string; readonly content: string }
  | { readonly remove: string }
  | { readonly of: string; readonly removeVersion: number }
  | { readonly keep: 'Enabled' | 'Suspended' };

/** A version of a key: its id, and its content where it is no mark. */
interface Kept {
  readonly id: string;
  readonly text?: string;
}
type Model = Map<string, readonly Kept[]>;

const add = (model: Model, key: string, { id, ...rest }: Kept) =>
  model.set(key, [{ id, ...rest }, ...(model.get(key) ?? []).filter((kept) => kept.id !== id)]);

async function carryOut(store: Store, call: Call, model: Model): Promise<void> {
  if ('keep' in call) {
    await store.changeBucket('photos', { versioning: call.keep });
  } else if ('put' in call) {
    const { version: id = 'null' } = await putText(store, 'photos', call.put, call.content);
    add(model, call.put, { id, text: call.content });
  } else if ('remove' in call) {
    const marker = await store.remove('photos', call.remove);
    if (typeof marker === 'boolean') model.delete(call.remove);
    else add(model, call.remove, { id: marker.version });
  } else {
    const there = model.get(call.of) ?? [];
    const id = there[call.removeVersion]?.id ?? 'none';
    const removed = await store.removeVersion('photos', call.of, id);
    expect(removed?.version ?? (removed && 'null')).toBe(id === 'none' ? undefined : id);
    const left = there.filter((kept) => kept.id !== id);
    model.set(call.of, left);
  }
}

/** Everything that a bucket keeps, in the order of its list. */
async function whatIsKept(store: Store): Promise<[string, Kept][]> {
  const everything = { prefix: '', afterKey: '', afterVersion: '', delimiter: '', limit: 1000 };
  const { versions } = await store.listVersions('photos', everything);
  return Promise.all(
    versions.map(async (version): Promise<[string, Kept]> => {
      if ('marker' in version) return [version.marker.key, { id: version.marker.version }];
      const { key, version: id = 'null' } = version.head;
      const object = await store.open('photos', key, id);
      return [key, { id, text: object ? await textOf(object) : 'gone' }];
    }),
  );
}

export function versionModelContract(make: MakeStore, numRuns: number): void {
  describe('versions against a naive model', () => {
    it('are a list of each key, of which the newest shows where it is no mark', async () => {
      const { store, dispose } = await make();
      const property = fc.asyncProperty(fc.array(call, { maxLength: 14 }), async (calls) => {
        await store.clear();
        await store.createBucket(bucketNamed('photos'));
        const model: Model = new Map();
        for (const call of calls) await carryOut(store, call, model);
        const keys = [...model.keys()].sort();
        const all = keys.flatMap((key) => (model.get(key) ?? []).map((kept) => [key, kept]));
        expect(await whatIsKept(store)).toEqual(all);
        const shown = keys.filter((key) => model.get(key)?.[0]?.text !== undefined);
        expect(await keysIn(store, 'photos')).toEqual(shown);
        expect(await store.deleteBucket('photos')).toBe(all.length > 0 ? 'not-empty' : 'deleted');
      });
      await fc.assert(property, { numRuns }).finally(dispose);
    });
  });
}
