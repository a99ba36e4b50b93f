import { beforeEach, describe, expect, it } from 'vitest';
import { type MakeStore, openPhotos } from './given.contract.ts';
import type { Store } from './store.ts';
import { beginUpload, everyUpload } from './uploads.contract.ts';
import type { UploadQuery } from './uploads.ts';

export function uploadListContract(make: MakeStore): void {
  describe('the list of uploads', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openPhotos(make);
      for (const key of ['b/2', 'a', 'c', 'b/1', 'b/1', 'b/1', '😀', '\uffff'])
        await beginUpload(store, key);
    });

    const list = async (query: Partial<UploadQuery> = {}) => {
      const listing = await store.uploads.list('photos', { ...everyUpload, ...query });
      return { ...listing, keys: listing.uploads.map(({ key }) => key) };
    };

    it('is in the order of the bytes of the keys, and of one key in that of the ids', async () => {
      const { keys, uploads, truncated } = await list();
      expect(keys).toEqual(['a', 'b/1', 'b/1', 'b/1', 'b/2', 'c', '\uffff', '😀']);
      const ids = uploads.slice(1, 4).map(({ id }) => id);
      expect(ids).toEqual([...ids].sort());
      expect(truncated).toBe(false);
      expect(await store.uploads.count('photos')).toBe(8);
    });

    it('folds keys up to a delimiter behind the prefix', async () => {
      expect(await list({ delimiter: '/' })).toMatchObject({
        keys: ['a', 'c', '\uffff', '😀'],
        prefixes: ['b/'],
      });
      expect(await list({ delimiter: '/', prefix: 'b/' })).toMatchObject({
        keys: ['b/1', 'b/1', 'b/1', 'b/2'],
        prefixes: [],
      });
    });

    it('gives each upload and prefix once, whatever the size of the pages', async () => {
      for (const delimiter of ['', '/'])
        for (const limit of [1, 2, 3, 8]) {
          const whole = await list({ delimiter });
          const seen: string[] = [];
          const folded: string[] = [];
          let page = await list({ delimiter, limit });
          for (let pages = 1; ; pages++) {
            expect(pages).toBeLessThan(10);
            seen.push(...page.uploads.map(({ id }) => id));
            folded.push(...page.prefixes);
            if (!page.truncated) break;
            expect(page.uploads.length + page.prefixes.length).toBe(limit);
            const { nextKey: afterKey, nextId: afterId } = page;
            page = await list({ delimiter, limit, afterKey, afterId });
          }
          expect(seen).toEqual(whole.uploads.map(({ id }) => id));
          expect(folded).toEqual(whole.prefixes);
        }
    });

    it('begins after a key, or in it after an id', async () => {
      expect((await list({ afterKey: 'b/1' })).keys).toEqual(['b/2', 'c', '\uffff', '😀']);
      const [, first] = (await list()).uploads;
      const after = await list({ afterKey: 'b/1', afterId: first!.id });
      expect(after.keys).toEqual(['b/1', 'b/1', 'b/2', 'c', '\uffff', '😀']);
    });

    it('names what it listed last, also on the last page', async () => {
      const { uploads, nextKey, nextId } = await list();
      expect({ key: nextKey, id: nextId }).toMatchObject({ key: '😀', id: uploads.at(-1)!.id });
      expect(await list({ prefix: 'x' })).toMatchObject({ nextKey: '', nextId: '' });
      expect(await list({ limit: 0 })).toMatchObject({ keys: [], truncated: false });
    });
  });
}
