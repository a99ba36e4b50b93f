import { beforeEach, describe, expect, it } from 'vitest';
import { openAccess } from './access.ts';
import {
  body,
  bucketNamed,
  haltingBody,
  keysIn,
  type MakeStore,
  openStore,
  plain,
  putText,
  style,
} from './given.contract.ts';
import type { Store } from './store.ts';

export function bucketContract(make: MakeStore): void {
  describe('buckets', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(make);
    });

    it('has none at first', async () => {
      expect(await store.listBuckets()).toEqual([]);
      expect(await store.getBucket('photos')).toBeUndefined();
    });

    it('keeps a bucket as it was made', async () => {
      const bucket = {
        ...bucketNamed('photos'),
        styles: [style],
        access: { ...openAccess, delimiters: ['!' as const], protect: ['jpg'] },
      };
      expect(await store.createBucket(bucket)).toBe(true);
      expect(await store.getBucket('photos')).toEqual(bucket);
    });

    it('keeps rules of other origins, and forgets them', async () => {
      const rule = { origins: ['*'], methods: ['GET' as const], headers: [], expose: ['ETag'] };
      const cors = { rules: [rule, { ...rule, maxAge: 60 }], vary: true };
      await store.createBucket(bucketNamed('photos'));
      await store.changeBucket('photos', { cors });
      expect((await store.getBucket('photos'))?.cors).toEqual(cors);
      await store.changeBucket('photos', { cors: { rules: [], vary: false } });
      expect((await store.getBucket('photos'))?.cors?.rules).toEqual([]);
    });

    it('finds the bucket of a domain, for as long as it is bound', async () => {
      const domains = [{ host: 'img.example.com', bound: 1_700_000_000_000 }];
      await store.createBucket(bucketNamed('plain'));
      await store.createBucket({ ...bucketNamed('photos'), domains });
      expect(await store.bucketOf('img.example.com')).toEqual({
        ...bucketNamed('photos'),
        domains,
      });
      expect(await store.bucketOf('example.com')).toBeUndefined();
      await store.changeBucket('photos', { domains: [] });
      expect(await store.bucketOf('img.example.com')).toBeUndefined();
      await store.changeBucket('plain', { domains });
      expect((await store.bucketOf('img.example.com'))?.name).toBe('plain');
      await store.deleteBucket('plain');
      expect(await store.bucketOf('img.example.com')).toBeUndefined();
    });

    it('leaves an existing bucket as it is', async () => {
      await store.createBucket(bucketNamed('photos'));
      const other = { ...bucketNamed('photos'), owner: '999', acl: 'public-read' as const };
      expect(await store.createBucket(other)).toBe(false);
      expect(await store.getBucket('photos')).toEqual(bucketNamed('photos'));
    });

    it('creates a bucket once, however many ask at the same time', async () => {
      const asked = Array.from({ length: 8 }, () => store.createBucket(bucketNamed('photos')));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });

    it('lists buckets in byte order', async () => {
      for (const name of ['b-2', 'a', 'b', 'b0', 'b-10'])
        await store.createBucket(bucketNamed(name));
      const names = (await store.listBuckets()).map((bucket) => bucket.name);
      expect(names).toEqual(['a', 'b', 'b-10', 'b-2', 'b0']);
    });

    it('knows no bucket by a path', async () => {
      await store.createBucket(bucketNamed('photos'));
      for (const name of ['', '.', '..', 'photos/', './photos', 'Photos', '__proto__']) {
        expect(await store.getBucket(name)).toBeUndefined();
      }
    });

    it('changes what it is told and nothing else', async () => {
      await store.createBucket(bucketNamed('photos'));
      expect(await store.changeBucket('photos', { acl: 'public-read' })).toBe(true);
      expect(await store.getBucket('photos')).toEqual({
        ...bucketNamed('photos'),
        acl: 'public-read',
      });
    });

    it('keeps both of two changes made at the same time', async () => {
      await store.createBucket(bucketNamed('photos'));
      const styles = [style];
      await Promise.all([
        store.changeBucket('photos', { acl: 'public-read' }),
        store.changeBucket('photos', { styles }),
        store.changeBucket('photos', { edition: '2019-09' }),
      ]);
      expect(await store.getBucket('photos')).toMatchObject({
        acl: 'public-read',
        styles,
        edition: '2019-09',
      });
    });

    it('does not change a bucket that is not there', async () => {
      expect(await store.changeBucket('photos', { acl: 'public-read' })).toBe(false);
      expect(await store.getBucket('photos')).toBeUndefined();
    });

    it('deletes an empty bucket, keeps a full one, misses an unknown one', async () => {
      await store.createBucket(bucketNamed('photos'));
      await putText(store, 'photos', 'a', 'A');
      expect(await store.deleteBucket('photos')).toBe('not-empty');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
      await store.remove('photos', 'a');
      expect(await store.deleteBucket('photos')).toBe('deleted');
      expect(await store.getBucket('photos')).toBeUndefined();
      expect(await store.deleteBucket('photos')).toBe('missing');
    });

    it('finds nothing in a bucket that is not there', async () => {
      expect(await store.head('photos', 'a')).toBeUndefined();
      expect(await store.open('photos', 'a')).toBeUndefined();
      expect(await store.put('photos', 'a', body('A'), plain)).toBeUndefined();
      expect(await store.changeObject('photos', 'a', { acl: 'private' })).toBe(false);
      expect(await store.remove('photos', 'a')).toBe(false);
      expect(await keysIn(store, 'photos')).toEqual([]);
    });

    it('keeps the objects of buckets apart', async () => {
      await store.createBucket(bucketNamed('one'));
      await store.createBucket(bucketNamed('two'));
      await putText(store, 'one', 'a', 'A');
      expect(await keysIn(store, 'two')).toEqual([]);
      expect(await store.deleteBucket('two')).toBe('deleted');
      expect(await keysIn(store, 'one')).toEqual(['a']);
    });

    it('deletes a bucket into which an object is still being put: that put finds no bucket', async () => {
      await store.createBucket(bucketNamed('photos'));
      const slow = haltingBody('first ', 'rest');
      const put = store.put('photos', 'a', slow.pieces, plain);
      await slow.halted;
      expect(await store.deleteBucket('photos')).toBe('deleted');
      slow.resume();
      expect(await put).toBeUndefined();
      expect(await store.getBucket('photos')).toBeUndefined();
    });

    it('does not let a put into a deleted bucket land in its successor', async () => {
      await store.createBucket(bucketNamed('photos'));
      const slow = haltingBody('first ', 'rest');
      const put = store.put('photos', 'a', slow.pieces, plain);
      await slow.halted;
      await store.deleteBucket('photos');
      await store.createBucket(bucketNamed('photos'));
      await putText(store, 'photos', 'b', 'B');
      slow.resume();
      expect(await put).toBeUndefined();
      expect(await keysIn(store, 'photos')).toEqual(['b']);
    });

    it('either deletes the bucket or keeps the object when both end at the same time', async () => {
      for (let round = 0; round < 20; round++) {
        await store.createBucket(bucketNamed('photos'));
        const [head, deleted] = await Promise.all([
          store.put('photos', 'a', body('A'), plain),
          store.deleteBucket('photos'),
        ]);
        expect(deleted).toBe(head === undefined ? 'deleted' : 'not-empty');
        expect(await keysIn(store, 'photos')).toEqual(head === undefined ? [] : ['a']);
        await store.clear();
      }
    });

    it('drops everything', async () => {
      await store.createBucket(bucketNamed('one'));
      await store.createBucket(bucketNamed('two'));
      await putText(store, 'one', 'a', 'A');
      const slow = haltingBody('first ', 'rest');
      const put = store.put('two', 'b', slow.pieces, plain);
      await slow.halted;
      await store.clear();
      slow.resume();
      expect(await put).toBeUndefined();
      expect(await store.listBuckets()).toEqual([]);
      expect(await store.createBucket(bucketNamed('one'))).toBe(true);
      expect(await keysIn(store, 'one')).toEqual([]);
    });
  });
}
