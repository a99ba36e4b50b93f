import { finished } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  awkwardKeys,
  body,
  keysIn,
  type MakeStore,
  openPhotos,
  plain,
  putText,
  textAt,
  textOf,
} from './given.contract.ts';
import type { OpenObject } from './object.ts';
import type { Store } from './store.ts';

export function objectContract(make: MakeStore): void {
  describe('objects', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openPhotos(make);
    });

    it('says of an object what the service says', async () => {
      const given = {
        acl: 'public-read',
        headers: { 'content-type': 'text/plain', 'cache-control': 'no-cache' },
        meta: { author: 'Zoë', 'x-y': '' },
        storageClass: 'IA',
      } as const;
      const expected = {
        key: 'digits',
        size: 9,
        etag: '25F9E794323B453885F5181F1B624D0B',
        md5: 'JfnnlDI7RTiF9RgfG2JNCw==',
        crc64: '11051210869376104954',
        modified: 1_700_000_001_000,
        type: 'Normal',
        ...given,
      };
      expect(await store.put('photos', 'digits', body('1234', '56789'), given)).toEqual(expected);
      expect(await store.head('photos', 'digits')).toEqual(expected);
      const object = (await store.open('photos', 'digits'))!;
      expect(object.head).toEqual(expected);
      await object.close();
    });

    it('keeps an empty object', async () => {
      const head = await store.put('photos', 'empty', body(), plain);
      expect(head).toMatchObject({
        size: 0,
        etag: 'D41D8CD98F00B204E9800998ECF8427E',
        md5: '1B2M2Y8AsgTpgAmY7PhCfg==',
        crc64: '0',
      });
      expect(await textAt(store, 'photos', 'empty')).toBe('');
      const object = (await store.open('photos', 'empty'))!;
      expect(await object.bytes()).toHaveLength(0);
      await object.close();
    });

    it('holds every legal key beside every other', async () => {
      for (const key of awkwardKeys) await putText(store, 'photos', key, `at ${key}`);
      for (const key of awkwardKeys) {
        expect(await textAt(store, 'photos', key)).toBe(`at ${key}`);
        expect(await store.head('photos', key)).toMatchObject({ key });
      }
      const inByteOrder = [...awkwardKeys].sort((a, b) =>
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      );
      expect(await keysIn(store, 'photos')).toEqual(inByteOrder);
    });

    it.each([
      ['empty', ''],
      ['1,024 bytes', 'é'.repeat(512)],
      ['no UTF-8: half a surrogate pair', 'a\ud83d'],
    ])('takes no key that is %s', async (_what, key) => {
      await expect(store.put('photos', key, body('A'), plain)).rejects.toThrow(RangeError);
      expect(await store.head('photos', key)).toBeUndefined();
      expect(await keysIn(store, 'photos')).toEqual([]);
    });

    it('removes an object once', async () => {
      await putText(store, 'photos', 'a', 'A');
      expect(await store.remove('photos', 'a')).toBe(true);
      expect(await store.remove('photos', 'a')).toBe(false);
      expect(await store.head('photos', 'a')).toBeUndefined();
      expect(await store.open('photos', 'a')).toBeUndefined();
      expect(await keysIn(store, 'photos')).toEqual([]);
    });

    it('sets the ACL of an object and nothing else', async () => {
      const before = await putText(store, 'photos', 'a', 'A');
      expect(await store.changeObject('photos', 'a', { acl: 'public-read-write' })).toBe(true);
      expect(await store.head('photos', 'a')).toEqual({ ...before, acl: 'public-read-write' });
      expect(await textAt(store, 'photos', 'a')).toBe('A');
      expect(await store.changeObject('photos', 'b', { acl: 'private' })).toBe(false);
      expect(await store.head('photos', 'b')).toBeUndefined();
    });

    it('keeps tags in their order, and changes them and nothing else', async () => {
      const tags = [
        { key: '2', value: 'b' },
        { key: '1', value: '' },
      ];
      const put = await store.put('photos', 'a', body('A'), { ...plain, tags });
      expect(put).toMatchObject({ tags });
      expect(await store.changeObject('photos', 'a', { tags: [] })).toBe(true);
      expect(await store.head('photos', 'a')).toEqual({ ...put, tags: [] });
      expect(await store.changeObject('photos', 'a', { tags, acl: 'private' })).toBe(true);
      expect(await store.head('photos', 'a')).toEqual({ ...put, acl: 'private' });
    });

    describe('open', () => {
      const open = async (): Promise<OpenObject> => (await store.open('photos', 'a'))!;
      beforeEach(() => putText(store, 'photos', 'a', '0123456789'));

      it('reads all bytes, more than once', async () => {
        const object = await open();
        expect(Buffer.from(await object.bytes()).toString()).toBe('0123456789');
        expect(Buffer.from(await object.bytes()).toString()).toBe('0123456789');
        await object.close();
      });

      it.each([
        [0, 9, '0123456789'],
        [0, 0, '0'],
        [3, 5, '345'],
        [9, 9, '9'],
      ])('reads and streams bytes %i to %i', async (first, last, expected) => {
        const object = await open();
        expect(Buffer.from(await object.bytes({ first, last })).toString()).toBe(expected);
        expect((await buffer(object.stream({ first, last }))).toString()).toBe(expected);
      });

      it('streams what is longer than one buffer', async () => {
        const long = Buffer.alloc(300_001, 'abcdefg');
        await store.put('photos', 'long', body(long), plain);
        const whole = (await store.open('photos', 'long'))!;
        expect((await buffer(whole.stream())).equals(long)).toBe(true);
        const part = (await store.open('photos', 'long'))!;
        const range = { first: 65_535, last: 200_000 };
        expect((await buffer(part.stream(range))).equals(long.subarray(65_535, 200_001))).toBe(
          true,
        );
      });

      it('reads what it opened after the key was put again', async () => {
        const whole = await open();
        const stream = await open();
        await putText(store, 'photos', 'a', 'something else');
        expect(Buffer.from(await whole.bytes()).toString()).toBe('0123456789');
        expect(await textOf(stream)).toBe('0123456789');
        await whole.close();
        expect(await textAt(store, 'photos', 'a')).toBe('something else');
      });

      it('reads what it opened after the key was removed and everything was dropped', async () => {
        const whole = await open();
        const stream = await open();
        await store.remove('photos', 'a');
        await store.clear();
        expect(Buffer.from(await whole.bytes()).toString()).toBe('0123456789');
        expect(await textOf(stream)).toBe('0123456789');
        await whole.close();
      });

      it('shows one version to each reader while the key is put again and again', async () => {
        const reading = async () => {
          for (let round = 0; round < 30; round++) {
            const object = (await store.open('photos', 'a'))!;
            const bytes = await object.bytes();
            expect(bytes).toHaveLength(object.head.size);
            expect(new Set(bytes.subarray(1)).size).toBe(object.head.size === 10 ? 9 : 1);
            await object.close();
          }
        };
        const writing = async () => {
          for (let size = 11; size < 41; size++) {
            await putText(store, 'photos', 'a', String(size % 10).repeat(size));
          }
        };
        await Promise.all([reading(), writing(), reading()]);
      });

      it('may be closed twice, and after its stream has ended', async () => {
        const closed = await open();
        await closed.close();
        await closed.close();
        const read = await open();
        await textOf(read);
        await read.close();
      });

      it('ends a stream that is being read when it is closed', async () => {
        await store.put('photos', 'long', body(Buffer.alloc(1_000_000)), plain);
        const object = (await store.open('photos', 'long'))!;
        const stream = object.stream();
        await new Promise((resolve) => stream.once('readable', resolve));
        const over = finished(stream).catch(() => 'over');
        await object.close();
        await over;
      });
    });
  });
}
