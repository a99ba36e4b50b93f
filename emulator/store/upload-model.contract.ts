import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body, bucketNamed, type MakeStore, plain, textAt } from './given.contract.ts';
import type { Store } from './store.ts';
import { beginUpload, everyUpload } from './uploads.contract.ts';

const keys = ['a', 'b/c', '😀'];
const key = fc.constantFrom(...keys);
const content = fc.string({ maxLength: 9 });
/** `of` counts through the uploads that were ever begun. */
const call = fc.oneof(
  { weight: 2, arbitrary: fc.record({ begin: key }) },
  {
    weight: 6,
    arbitrary: fc.record({ part: fc.integer({ min: 1, max: 4 }), of: fc.nat(), content }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ complete: fc.subarray([1, 2, 3, 4], { minLength: 1 }), of: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ abort: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ append: key, content }) },
  { weight: 1, arbitrary: fc.record({ remove: key }) },
);
type Call =
  | { begin: string }
  | { part: number; of: number; content: string }
  | { complete: number[]; of: number }
  | { abort: number }
  | { append: string; content: string }
  | { remove: string };

/** What a store holds, said as plainly as can be. */
interface Model {
  readonly objects: Map<string, string>;
  readonly uploads: Map<string, { key: string; parts: Map<number, string> }>;
  readonly ids: string[];
}

async function carryOut(store: Store, call: Call, { objects, uploads, ids }: Model): Promise<void> {
  const idAt = (place: number) => ids[place % ids.length] ?? 'none';
  if ('begin' in call) {
    const { id } = await beginUpload(store, call.begin);
    ids.push(id);
    uploads.set(id, { key: call.begin, parts: new Map() });
  } else if ('part' in call) {
    const id = idAt(call.of);
    const put = await store.uploads.putPart('photos', id, call.part, body(call.content));
    expect(put !== undefined).toBe(uploads.has(id));
    uploads.get(id)?.parts.set(call.part, call.content);
  } else if ('complete' in call) {
    const id = idAt(call.of);
    const made = await store.uploads.complete('photos', id, (parts) =>
      parts.filter(({ number }) => call.complete.includes(number)),
    );
    const upload = uploads.get(id);
    expect(made !== undefined).toBe(upload !== undefined);
    if (upload === undefined) return;
    const whole = call.complete.map((number) => upload.parts.get(number) ?? '').join('');
    objects.set(upload.key, whole);
    uploads.delete(id);
  } else if ('abort' in call) {
    const id = idAt(call.abort);
    expect(await store.uploads.abort('photos', id)).toBe(uploads.delete(id));
  } else if ('append' in call) {
    await store.append('photos', call.append, body(call.content), plain);
    objects.set(call.append, `${objects.get(call.append) ?? ''}${call.content}`);
  } else {
    expect(await store.remove('photos', call.remove)).toBe(objects.delete(call.remove));
  }
}

export function uploadModelContract(make: MakeStore, numRuns: number): void {
  describe('uploads and appends against a naive model', () => {
    it('hold what maps hold', async () => {
      const { store, dispose } = await make();
      const property = fc.asyncProperty(fc.array(call, { maxLength: 25 }), async (calls) => {
        await store.clear();
        await store.createBucket(bucketNamed('photos'));
        const model: Model = { objects: new Map(), uploads: new Map(), ids: [] };
        for (const call of calls) await carryOut(store, call, model);
        for (const key of keys)
          expect(await textAt(store, 'photos', key)).toBe(model.objects.get(key));
        const { uploads } = await store.uploads.list('photos', everyUpload);
        expect(new Map(uploads.map(({ id, key }) => [id, key]))).toEqual(
          new Map([...model.uploads].map(([id, { key }]) => [id, key])),
        );
        for (const [id, { parts }] of model.uploads)
          expect(
            (await store.uploads.listParts('photos', id))?.map(({ number }) => number),
          ).toEqual([...parts.keys()].sort((a, b) => a - b));
      });
      await fc.assert(property, { numRuns }).finally(dispose);
    });
  });
}
