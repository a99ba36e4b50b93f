import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  body,
  brokenBody,
  haltingBody,
  keysIn,
  type MakeStore,
  openPhotos,
  plain,
  putText,
  textAt,
  textOf,
} from './given.contract.ts';
import type { ObjectHead } from './object.ts';
import type { Accept, Store } from './store.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase();

export function appendContract(make: MakeStore): void {
  describe('append', () => {
    let store: Store;
    const append = (text: string, accept?: Accept) =>
      store.append('photos', 'a', body(text), plain, accept);
    beforeEach(async () => {
      store = await openPhotos(make);
    });

    it('begins an object and adds to its end', async () => {
      const first = {
        ...plain,
        acl: 'private',
        headers: { 'content-type': 'text/plain' },
        meta: { author: 'Zoë' },
        storageClass: 'IA',
      } as const;
      const made = await store.append('photos', 'a', body('123', '45'), first);
      expect(made).toEqual({
        key: 'a',
        size: 5,
        etag: md5('12345'),
        md5: '',
        crc64: made!.crc64,
        modified: 1_700_000_001_000,
        type: 'Appendable',
        ...first,
      });
      const grown = await store.append('photos', 'a', body('6789'), {
        ...plain,
        meta: { author: 'nobody' },
      });
      expect(grown).toEqual({
        ...made,
        size: 9,
        etag: md5(md5('12345') + md5('6789')),
        crc64: '11051210869376104954',
      });
      expect(await store.head('photos', 'a')).toEqual(grown);
      expect(await textAt(store, 'photos', 'a')).toBe('123456789');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('adds to nothing, and nothing', async () => {
      for (const text of ['', '', 'A', '', 'B']) await append(text);
      expect(await store.head('photos', 'a')).toMatchObject({ size: 2, type: 'Appendable' });
      expect(await textAt(store, 'photos', 'a')).toBe('AB');
    });

    it('shows what is added to, also to appends that end at the same time', async () => {
      const atEnd = (size: number) => (_: ObjectHead, old: ObjectHead | undefined) => {
        if ((old?.size ?? 0) !== size) throw new Error('not the end');
      };
      await append('0');
      const ended = await Promise.allSettled(['A', 'B', 'C'].map((text) => append(text, atEnd(1))));
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await textAt(store, 'photos', 'a')).toMatch(/^0[ABC]$/);
    });

    it('does one after the other what comes at the same time', async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `<${index}>`);
      await Promise.all(texts.map((text) => append(text)));
      const whole = (await textAt(store, 'photos', 'a'))!;
      expect(whole.match(/<\d+>/g)!.sort()).toEqual([...texts].sort());
      expect(await store.head('photos', 'a')).toMatchObject({ size: texts.join('').length });
    });

    it('leaves the object as it was where the body fails or the head is not accepted', async () => {
      await append('old');
      const before = await store.head('photos', 'a');
      const refuse = () => {
        throw new Error('not accepted');
      };
      await expect(append('new', refuse)).rejects.toThrow('not accepted');
      const gone = new Error('gone');
      const broken = store.append('photos', 'a', brokenBody(gone, 'new'), plain);
      await expect(broken).rejects.toBe(gone);
      expect(await store.head('photos', 'a')).toEqual(before);
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      await append('er');
      expect(await textAt(store, 'photos', 'a')).toBe('older');
    });

    it('changes nothing for whoever has the object open', async () => {
      for (const text of ['', 'before']) {
        await store.remove('photos', 'a');
        await append(text);
        const object = (await store.open('photos', 'a'))!;
        await append('after');
        expect(Buffer.from(await object.bytes()).toString()).toBe(text);
        expect(await textOf(object)).toBe(text);
        await object.close();
      }
    });

    it('adds to the object that is there when the body ends', async () => {
      await append('first ');
      const slow = haltingBody('th', 'ird');
      const late = store.append('photos', 'a', slow.pieces, plain);
      await slow.halted;
      await append('second ');
      await store.changeObject('photos', 'a', { acl: 'private' });
      slow.resume();
      expect(await late).toMatchObject({ size: 18, acl: 'private' });
      expect(await textAt(store, 'photos', 'a')).toBe('first second third');
    });

    it('gives way to a put', async () => {
      await append('appended');
      await putText(store, 'photos', 'a', 'put');
      expect(await store.head('photos', 'a')).toMatchObject({ type: 'Normal', size: 3 });
      expect(await textAt(store, 'photos', 'a')).toBe('put');
    });

    it('finds no bucket where there is none, and no key that is none', async () => {
      expect(await store.append('nowhere', 'a', body('A'), plain)).toBeUndefined();
      await expect(store.append('photos', '', body('A'), plain)).rejects.toThrow(RangeError);
    });
  });
}
