import { beforeEach, describe, expect, it } from 'vitest';
import {
  body,
  brokenBody,
  bucketNamed,
  haltingBody,
  keysIn,
  type MakeStore,
  openPhotos,
  plain,
  putText,
  textAt,
} from './given.contract.ts';
import type { ObjectHead } from './object.ts';
import type { Store } from './store.ts';

export function putContract(make: MakeStore): void {
  describe('put', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openPhotos(make);
    });

    it('takes the time from the clock, in whole seconds', async () => {
      let now = 5_999;
      const timed = await make(() => now);
      await timed.store.createBucket(bucketNamed('photos'));
      expect(await putText(timed.store, 'photos', 'a', 'A')).toMatchObject({ modified: 5_000 });
      now = 7_000;
      expect(await putText(timed.store, 'photos', 'a', 'B')).toMatchObject({ modified: 7_000 });
      await timed.dispose();
    });

    it('replaces an object with all that belonged to it', async () => {
      const rich = {
        ...plain,
        acl: 'private',
        headers: { expires: '0' },
        meta: { a: 'b' },
      } as const;
      await store.put('photos', 'a', body('old'), rich);
      await store.put('photos', 'a', body('newer'), plain);
      expect(await store.head('photos', 'a')).toMatchObject({ ...plain, size: 5 });
      expect(await textAt(store, 'photos', 'a')).toBe('newer');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('keeps what it was given, not what the caller makes of it later', async () => {
      const meta: Record<string, string> = { a: 'before' };
      await store.put('photos', 'a', body('A'), { ...plain, meta });
      meta.a = 'after';
      expect(await store.head('photos', 'a')).toMatchObject({ meta: { a: 'before' } });
    });

    it('shows nothing of an object before its body has ended', async () => {
      await putText(store, 'photos', 'a', 'old');
      const slow = haltingBody('first ', 'rest');
      const put = store.put('photos', 'a', slow.pieces, plain);
      await slow.halted;
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      slow.resume();
      await put;
      expect(await textAt(store, 'photos', 'a')).toBe('first rest');
    });

    it('asks for acceptance with the finished head', async () => {
      const seen: ObjectHead[] = [];
      const head = await store.put('photos', 'a', body('A'), plain, (head) => seen.push(head));
      expect(seen).toEqual([head]);
    });

    it('shows what is replaced, also to puts that end at the same time', async () => {
      const onlyFirst = (_: ObjectHead, old: ObjectHead | undefined) => {
        if (old) throw new Error('there is one');
      };
      const puts = ['A', 'B', 'C'].map((text) =>
        store.put('photos', 'a', body(text), plain, onlyFirst),
      );
      const ended = await Promise.allSettled(puts);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('leaves the key as it was where the head is not accepted', async () => {
      const refuse = () => {
        throw new Error('not accepted');
      };
      const before = await putText(store, 'photos', 'a', 'old');
      for (const key of ['a', 'b']) {
        const put = store.put('photos', key, body('new'), plain, refuse);
        await expect(put).rejects.toThrow('not accepted');
      }
      expect(await store.head('photos', 'a')).toEqual(before);
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('leaves the key as it was where the body breaks off', async () => {
      const before = await putText(store, 'photos', 'a', 'old');
      for (const key of ['a', 'b']) {
        const put = store.put('photos', key, brokenBody(new Error('gone'), 'ne', 'w'), plain);
        await expect(put).rejects.toThrow('gone');
      }
      expect(await store.head('photos', 'a')).toEqual(before);
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('lets the put stand that ends last, whichever began first', async () => {
      const first = haltingBody('first ', 'begun');
      const put = store.put('photos', 'a', first.pieces, plain);
      await first.halted;
      await putText(store, 'photos', 'a', 'begun later');
      expect(await textAt(store, 'photos', 'a')).toBe('begun later');
      first.resume();
      await put;
      expect(await textAt(store, 'photos', 'a')).toBe('first begun');
    });

    it('ends with one whole object where many put one key', async () => {
      const sizes = Array.from({ length: 20 }, (_, index) => index + 1);
      await Promise.all(sizes.map((size) => putText(store, 'photos', 'a', 'x'.repeat(size))));
      const head = (await store.head('photos', 'a'))!;
      expect(await textAt(store, 'photos', 'a')).toBe('x'.repeat(head.size));
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('keeps every one of many objects put at the same time', async () => {
      const keys = Array.from(
        { length: 40 },
        (_, index) => `key-${String(index).padStart(2, '0')}`,
      );
      await Promise.all(keys.map((key) => putText(store, 'photos', key, key)));
      expect(await keysIn(store, 'photos')).toEqual(keys);
      for (const key of keys) expect(await textAt(store, 'photos', key)).toBe(key);
    });

    it('does not read a body that has no bucket to go to', async () => {
      let read = false;
      async function* pieces(): AsyncGenerator<Buffer> {
        read = true;
        yield await Promise.resolve(Buffer.from('A'));
      }
      expect(await store.put('missing', 'a', pieces(), plain)).toBeUndefined();
      expect(read).toBe(false);
    });
  });
}
