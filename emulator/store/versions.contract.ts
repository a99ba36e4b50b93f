import { beforeEach, describe, expect, it } from 'vitest';
import {
  body,
  keysIn,
  type MakeStore,
  openPhotos,
  plain,
  putText,
  textAt,
  textOf,
} from './given.contract.ts';
import type { DeleteMarker } from './object.ts';
import type { Store } from './store.ts';
import type { VersionQuery } from './version-listing.ts';

export function versionContract(make: MakeStore): void {
  describe('versions', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openPhotos(make);
    });

    const keep = (versioning: 'Enabled' | 'Suspended') =>
      store.changeBucket('photos', { versioning });
    async function put(key: string, text: string): Promise<string> {
      return (await putText(store, 'photos', key, text)).version ?? 'null';
    }
    async function remove(key: string): Promise<DeleteMarker> {
      const marker = await store.remove('photos', key);
      if (typeof marker === 'boolean') throw new Error('no mark');
      return marker;
    }
    async function textOfVersion(key: string, version: string): Promise<string | undefined> {
      const object = await store.open('photos', key, version);
      return object && textOf(object);
    }
    const everything = { prefix: '', afterKey: '', afterVersion: '', delimiter: '', limit: 1000 };
    async function list(query: Partial<VersionQuery> = {}) {
      const page = await store.listVersions('photos', { ...everything, ...query });
      const tell = (version: (typeof page.versions)[number]) => {
        const { key, version: id = 'null' } = 'head' in version ? version.head : version.marker;
        const kind = 'head' in version ? '' : ' deleted';
        return `${key} ${id}${kind}${version.isLatest ? ' latest' : ''}`;
      };
      return { ...page, versions: page.versions.map(tell) };
    }

    it('keeps none unless the bucket says so', async () => {
      expect(await put('a', '1')).toBe('null');
      expect(await put('a', '2')).toBe('null');
      expect((await list()).versions).toEqual(['a null latest']);
      expect(await textOfVersion('a', 'null')).toBe('2');
      expect(await store.remove('photos', 'a')).toBe(true);
      expect((await list()).versions).toEqual([]);
      expect(await store.marker('photos', 'a')).toBeUndefined();
    });

    it('keeps what was put before, each with its content', async () => {
      await put('a', 'before');
      await keep('Enabled');
      const [one, two] = [await put('a', 'one'), await put('a', 'two')];
      expect(new Set([one, two, 'null']).size).toBe(3);
      expect(one).toMatch(/^[A-Za-z0-9]{64}$/);
      expect((await list()).versions).toEqual([`a ${two} latest`, `a ${one}`, 'a null']);
      expect(await textAt(store, 'photos', 'a')).toBe('two');
      expect(await textOfVersion('a', one)).toBe('one');
      expect(await textOfVersion('a', 'null')).toBe('before');
      expect(await textOfVersion('a', 'none')).toBeUndefined();
      expect(await store.head('photos', 'a', one)).toMatchObject({ version: one, size: 3 });
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('begins a version with an append to a mark, and none with an append to an object', async () => {
      await put('a', 'before');
      await keep('Enabled');
      const marker = await remove('a');
      const append = async (text: string) =>
        (await store.append('photos', 'a', body(text), plain))?.version ?? 'null';
      const begun = await append('1');
      expect(await append('2')).toBe(begun);
      expect((await list()).versions).toEqual([
        `a ${begun} latest`,
        `a ${marker.version} deleted`,
        'a null',
      ]);
      expect(await textOfVersion('a', begun)).toBe('12');
      expect(await textOfVersion('a', 'null')).toBe('before');
    });

    it('deletes by a mark, under which the versions stay', async () => {
      await keep('Enabled');
      const one = await put('a', 'one');
      const marker = await remove('a');
      expect(marker).toMatchObject({ key: 'a', modified: 1_700_000_001_000 });
      expect(await store.head('photos', 'a')).toBeUndefined();
      expect(await keysIn(store, 'photos')).toEqual([]);
      expect(await store.marker('photos', 'a')).toEqual(marker);
      expect(await store.marker('photos', 'a', marker.version)).toEqual(marker);
      expect(await store.marker('photos', 'a', one)).toBeUndefined();
      expect(await textOfVersion('a', one)).toBe('one');
      expect(await textOfVersion('a', marker.version)).toBeUndefined();
      expect((await list()).versions).toEqual([`a ${marker.version} deleted latest`, `a ${one}`]);
      expect(await store.deleteBucket('photos')).toBe('not-empty');
      expect(await store.removeVersion('photos', 'a', marker.version)).toEqual(marker);
      expect(await textAt(store, 'photos', 'a')).toBe('one');
    });

    it('removes a version for good, and the one before is the newest then', async () => {
      await keep('Enabled');
      const [one, two] = [await put('a', 'one'), await put('a', 'two')];
      const head = await store.head('photos', 'a', two);
      expect(await store.removeVersion('photos', 'a', two)).toEqual(head);
      expect(await store.removeVersion('photos', 'a', two)).toBeUndefined();
      expect(await textAt(store, 'photos', 'a')).toBe('one');
      await store.removeVersion('photos', 'a', one);
      expect(await store.head('photos', 'a')).toBeUndefined();
      expect((await list()).versions).toEqual([]);
      expect(await store.deleteBucket('photos')).toBe('deleted');
    });

    it('suspended, has one null version and keeps the others', async () => {
      await keep('Enabled');
      const one = await put('a', 'one');
      await keep('Suspended');
      expect([await put('a', 'two'), await put('a', 'three')]).toEqual(['null', 'null']);
      expect((await list()).versions).toEqual(['a null latest', `a ${one}`]);
      expect(await textAt(store, 'photos', 'a')).toBe('three');
      expect(await remove('a')).toMatchObject({ version: 'null' });
      expect((await list()).versions).toEqual(['a null deleted latest', `a ${one}`]);
      expect(await put('a', 'four')).toBe('null');
      expect((await list()).versions).toEqual(['a null latest', `a ${one}`]);
    });

    it('marks a key of which there is nothing', async () => {
      await keep('Enabled');
      const marks = [await remove('a'), await remove('a')];
      expect((await list()).versions).toEqual([
        `a ${marks[1]?.version} deleted latest`,
        `a ${marks[0]?.version} deleted`,
      ]);
    });

    it('changes one version and no other', async () => {
      await keep('Enabled');
      const [one, two] = [await put('a', 'one'), await put('a', 'two')];
      const tags = [{ key: 'k', value: 'v' }];
      expect(await store.changeObject('photos', 'a', { tags }, one)).toBe(true);
      expect(await store.head('photos', 'a', one)).toMatchObject({ tags });
      expect(await store.head('photos', 'a', two)).not.toHaveProperty('tags');
      expect(await store.changeObject('photos', 'a', { acl: 'private' })).toBe(true);
      expect(await store.head('photos', 'a')).toMatchObject({ acl: 'private', version: two });
      expect(await store.changeObject('photos', 'a', { tags }, 'none')).toBe(false);
      expect(await textOfVersion('a', one)).toBe('one');
    });

    it('lists objects as if nothing were behind them', async () => {
      await keep('Enabled');
      for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(key, key);
      for (const key of ['a/1', 'b/1']) await remove(key);
      const page = await store.list('photos', { prefix: '', after: '', delimiter: '/', limit: 2 });
      expect(page).toMatchObject({ prefixes: ['a/'], truncated: false });
      expect(page.objects.map(({ key }) => key)).toEqual(['c']);
    });

    it('lists every version once, whatever the size of the pages', async () => {
      await put('plain', '');
      await keep('Enabled');
      for (const key of ['a', 'b', 'a', 'c/1', 'a', 'c/2']) await put(key, key);
      await remove('b');
      await remove('d');
      const all = (await list()).versions;
      expect(all.map((version) => version.split(' ')[0]).join(' ')).toBe(
        'a a a b b c/1 c/2 d plain',
      );
      for (const limit of [1, 2, 3, 5, 9]) {
        const seen: string[] = [];
        let page = await list({ limit });
        for (; page.truncated; page = await list({ limit, ...after(page) })) {
          expect(page.versions).toHaveLength(limit);
          seen.push(...page.versions);
        }
        expect([...seen, ...page.versions]).toEqual(all);
      }
    });
    const after = ({ nextKey, nextVersion }: { nextKey: string; nextVersion: string }) => ({
      afterKey: nextKey,
      afterVersion: nextVersion,
    });

    it('folds keys that share a delimiter, and goes on behind the fold', async () => {
      await keep('Enabled');
      for (const key of ['a', 'b/1', 'b/1', 'b/2', 'c']) await put(key, key);
      const first = await list({ delimiter: '/', limit: 2 });
      expect(first).toMatchObject({ prefixes: ['b/'], truncated: true, nextKey: 'b/' });
      expect(first.versions).toHaveLength(1);
      const rest = await list({ delimiter: '/', limit: 2, ...after(first) });
      expect(rest).toMatchObject({ prefixes: [], truncated: false });
      expect(rest.versions.map((version) => version.split(' ')[0])).toEqual(['c']);
      expect((await list({ prefix: 'b/' })).versions).toHaveLength(3);
      expect((await list({ afterKey: 'b/1' })).versions).toHaveLength(2);
    });

    it('goes on with all that is left of a key whose version went between two pages', async () => {
      await keep('Enabled');
      const [one, two] = [await put('a', 'one'), await put('a', 'two')];
      const page = await list({ limit: 1 });
      expect(page.nextVersion).toBe(two);
      await store.removeVersion('photos', 'a', two);
      expect((await list(after(page))).versions).toEqual([`a ${one} latest`]);
    });
  });
}
