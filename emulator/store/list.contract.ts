import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketNamed, everything, type Given, type MakeStore, putText } from './given.contract.ts';
import type { ListQuery } from './listing.ts';
import type { Store } from './store.ts';

export function listContract(make: MakeStore): void {
  describe('list', () => {
    let given: Given;
    let store: Store;
    // Once: only the last two tests write, and what they write is their own.
    beforeAll(async () => {
      given = await make();
      store = given.store;
      await store.createBucket(bucketNamed('photos'));
      for (const key of ['a', 'b/', 'b/1', 'b/2', 'b/c/3', 'b0', 'c/4', 'd']) {
        await putText(store, 'photos', key, key);
      }
    });
    afterAll(() => given.dispose());

    async function list(query: Partial<ListQuery>) {
      const listing = await store.list('photos', { ...everything, ...query });
      return { ...listing, objects: listing.objects.map((head) => head.key) };
    }
    const nothing = { objects: [], prefixes: [], truncated: false, next: '' };

    it('gives the heads', async () => {
      const [head] = (await store.list('photos', { ...everything, limit: 1 })).objects;
      expect(head).toEqual(await store.head('photos', 'a'));
    });

    it('gives the keys that begin with the prefix', async () => {
      expect(await list({ prefix: 'b/' })).toMatchObject({
        objects: ['b/', 'b/1', 'b/2', 'b/c/3'],
      });
      expect(await list({ prefix: 'b/1' })).toMatchObject({ objects: ['b/1'] });
      expect(await list({ prefix: 'x' })).toEqual(nothing);
    });

    it('gives the keys after one, without it, whether or not it is there', async () => {
      expect(await list({ after: 'b/c/3' })).toMatchObject({ objects: ['b0', 'c/4', 'd'] });
      expect(await list({ after: 'b/3' })).toMatchObject({ objects: ['b/c/3', 'b0', 'c/4', 'd'] });
      expect(await list({ after: 'd' })).toEqual(nothing);
    });

    it('folds what shares a delimiter into common prefixes', async () => {
      expect(await list({ delimiter: '/' })).toEqual({
        objects: ['a', 'b0', 'd'],
        prefixes: ['b/', 'c/'],
        truncated: false,
        next: '',
      });
      expect(await list({ delimiter: '/', prefix: 'b/' })).toMatchObject({
        objects: ['b/', 'b/1', 'b/2'],
        prefixes: ['b/c/'],
      });
    });

    it('takes a delimiter of more than one character', async () => {
      expect(await list({ delimiter: '/c' })).toMatchObject({ prefixes: ['b/c'] });
    });

    it('counts objects and common prefixes together', async () => {
      expect(await list({ delimiter: '/', limit: 2 })).toEqual({
        objects: ['a'],
        prefixes: ['b/'],
        truncated: true,
        next: 'b/',
      });
      expect(await list({ delimiter: '/', limit: 2, after: 'b/' })).toEqual({
        objects: ['b0'],
        prefixes: ['c/'],
        truncated: true,
        next: 'c/',
      });
      expect(await list({ delimiter: '/', limit: 2, after: 'c/' })).toEqual({
        objects: ['d'],
        prefixes: [],
        truncated: false,
        next: '',
      });
    });

    it('is not truncated where exactly the limit is left', async () => {
      expect(await list({ limit: 8 })).toMatchObject({ truncated: false, next: '' });
      expect(await list({ limit: 7 })).toMatchObject({ truncated: true, next: 'c/4' });
      expect(await list({ delimiter: '/', prefix: 'c', limit: 1 })).toMatchObject({
        prefixes: ['c/'],
        truncated: false,
      });
    });

    it('gives a common prefix of which a key is left after the one asked for', async () => {
      expect(await list({ delimiter: '/', after: 'b/1' })).toMatchObject({
        prefixes: ['b/', 'c/'],
      });
      expect(await list({ delimiter: '/', after: 'b/c/3' })).toMatchObject({ prefixes: ['c/'] });
    });

    it('gives nothing for a limit of zero', async () => {
      expect(await list({ limit: 0 })).toEqual(nothing);
    });

    it('orders by UTF-8 bytes, not by UTF-16 units', async () => {
      for (const key of ['z\u{1f600}', 'z\uffff', 'z\ud7ff', 'z\ue000']) {
        await putText(store, 'photos', key, key);
      }
      expect(await list({ prefix: 'z' })).toMatchObject({
        objects: ['z\ud7ff', 'z\ue000', 'z\uffff', 'z\u{1f600}'],
      });
      expect(await list({ after: 'z\uffff' })).toMatchObject({ objects: ['z\u{1f600}'] });
    });

    it('follows puts and removals', async () => {
      for (const key of ['y1', 'y2', 'y3']) await putText(store, 'photos', key, key);
      await store.remove('photos', 'y1');
      await putText(store, 'photos', 'y0', '');
      await putText(store, 'photos', 'y2', 'again');
      expect(await list({ prefix: 'y' })).toMatchObject({ objects: ['y0', 'y2', 'y3'] });
    });
  });
}
