import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
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
import type { Store } from './store.ts';
import type { Part, Upload, UploadQuery } from './uploads.ts';

const everyPart = (parts: readonly Part[]) => parts;
const md5 = (text: string | Buffer) => createHash('md5').update(text).digest();

export const everyUpload: UploadQuery = {
  prefix: '',
  afterKey: '',
  afterId: '',
  delimiter: '',
  limit: 1000,
};

export async function beginUpload(store: Store, key = 'a'): Promise<Upload> {
  const upload = await store.uploads.begin('photos', key, plain);
  if (upload === undefined) throw new Error('no bucket photos');
  return upload;
}

export function uploadContract(make: MakeStore): void {
  describe('uploads', () => {
    let store: Store;
    const putPart = (upload: Upload, number: number, text: string) =>
      store.uploads.putPart('photos', upload.id, number, body(text));
    const numbersOf = async (upload: Upload) =>
      (await store.uploads.listParts('photos', upload.id))?.map(({ number }) => number);
    beforeEach(async () => {
      store = await openPhotos(make);
    });

    it('makes one object of the parts that are chosen, in their order', async () => {
      const object = {
        acl: 'private',
        headers: { 'content-type': 'text/plain' },
        meta: { author: 'Zoë' },
        storageClass: 'IA',
      } as const;
      const { id, ...said } = (await store.uploads.begin('photos', 'a', object))!;
      expect(id).toMatch(/^[0-9A-F]{32}$/);
      expect(said).toEqual({ key: 'a', initiated: 1_700_000_001_000, object });
      for (const [number, text] of [
        [7, '6789'],
        [2, '12345'],
        [5, 'left out'],
      ] as const)
        await store.uploads.putPart('photos', id, number, body(text));
      const head = await store.uploads.complete('photos', id, (parts) =>
        parts.filter(({ number }) => number !== 5),
      );
      const etag = md5(Buffer.concat([md5('12345'), md5('6789')]));
      expect(head).toEqual({
        key: 'a',
        size: 9,
        etag: `${etag.toString('hex').toUpperCase()}-2`,
        md5: '',
        crc64: '11051210869376104954',
        modified: 1_700_000_001_000,
        type: 'Multipart',
        ...object,
      });
      expect(await store.head('photos', 'a')).toEqual(head);
      expect(await textAt(store, 'photos', 'a')).toBe('123456789');
      expect(await store.uploads.find('photos', id)).toBeUndefined();
      expect(await store.uploads.listParts('photos', id)).toBeUndefined();
    });

    it('says of a part what the service says', async () => {
      const upload = await beginUpload(store);
      const part = {
        number: 3,
        size: 9,
        etag: '25F9E794323B453885F5181F1B624D0B',
        md5: 'JfnnlDI7RTiF9RgfG2JNCw==',
        crc64: '11051210869376104954',
        modified: 1_700_000_001_000,
      };
      expect(await putPart(upload, 3, '123456789')).toEqual(part);
      expect(await store.uploads.listParts('photos', upload.id)).toEqual([part]);
    });

    it('shows nothing of an object before it is complete', async () => {
      await putText(store, 'photos', 'a', 'old');
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'new');
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      expect(await keysIn(store, 'photos')).toEqual(['a']);
    });

    it('keeps what it was given, not what the caller makes of it later', async () => {
      const meta: Record<string, string> = { a: 'before' };
      const upload = (await store.uploads.begin('photos', 'a', { ...plain, meta }))!;
      meta.a = 'after';
      await putPart(upload, 1, 'A');
      expect(await store.uploads.complete('photos', upload.id, everyPart)).toMatchObject({
        meta: { a: 'before' },
      });
    });

    it('puts a part in the place of one of its number', async () => {
      const upload = await beginUpload(store);
      for (const text of ['first', 'longer than first', '']) await putPart(upload, 1, text);
      await putPart(upload, 10_000, 'last');
      expect(await numbersOf(upload)).toEqual([1, 10_000]);
      await store.uploads.complete('photos', upload.id, everyPart);
      expect(await textAt(store, 'photos', 'a')).toBe('last');
    });

    it('leaves the parts as they were where a body fails or a part is not accepted', async () => {
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'kept');
      const before = await store.uploads.listParts('photos', upload.id);
      const gone = new Error('gone');
      const refuse = () => {
        throw new Error('not accepted');
      };
      for (const number of [1, 2]) {
        const broken = brokenBody(gone, 'new');
        const put = store.uploads.putPart('photos', upload.id, number, broken);
        await expect(put).rejects.toBe(gone);
        const refused = store.uploads.putPart('photos', upload.id, number, body('new'), refuse);
        await expect(refused).rejects.toThrow('not accepted');
      }
      expect(await store.uploads.listParts('photos', upload.id)).toEqual(before);
      await store.uploads.complete('photos', upload.id, everyPart);
      expect(await textAt(store, 'photos', 'a')).toBe('kept');
    });

    it('goes on where the choice or the object is not accepted', async () => {
      await putText(store, 'photos', 'a', 'old');
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'new');
      const refuse = () => {
        throw new Error('not accepted');
      };
      await expect(store.uploads.complete('photos', upload.id, refuse)).rejects.toThrow();
      const seen: (string | undefined)[] = [];
      const refuseHead = (head: { etag: string }, old: { etag: string } | undefined) => {
        seen.push(head.etag, old?.etag);
        refuse();
      };
      const refused = store.uploads.complete('photos', upload.id, everyPart, refuseHead);
      await expect(refused).rejects.toThrow();
      const etag = md5(md5('new')).toString('hex').toUpperCase();
      expect(seen).toEqual([`${etag}-1`, md5('old').toString('hex').toUpperCase()]);
      expect(await textAt(store, 'photos', 'a')).toBe('old');
      expect(await numbersOf(upload)).toEqual([1]);
      await store.uploads.complete('photos', upload.id, everyPart);
      expect(await textAt(store, 'photos', 'a')).toBe('new');
    });

    it('is completed once, whoever asks at the same time', async () => {
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'whole');
      const asked = [1, 2, 3].map(() => store.uploads.complete('photos', upload.id, everyPart));
      const made = (await Promise.all(asked)).filter((head) => head !== undefined);
      expect(made).toHaveLength(1);
      expect(await textAt(store, 'photos', 'a')).toBe('whole');
    });

    it('is completed or aborted, never both', async () => {
      for (const first of ['complete', 'abort']) {
        const upload = await beginUpload(store, first);
        await putPart(upload, 1, 'whole');
        const complete = () => store.uploads.complete('photos', upload.id, everyPart);
        const abort = () => store.uploads.abort('photos', upload.id);
        const asked = first === 'complete' ? [complete(), abort()] : [abort(), complete()];
        const done = (await Promise.all(asked)).filter((answer) => answer !== undefined && answer);
        expect(done).toHaveLength(1);
        const object = await store.head('photos', first);
        expect(object !== undefined).toBe(done[0] !== true);
      }
    });

    it('takes no part that ends after the upload has', async () => {
      for (const end of ['complete', 'abort']) {
        const upload = await beginUpload(store, end);
        await putPart(upload, 1, 'whole');
        const slow = haltingBody('la', 'te');
        const late = store.uploads.putPart('photos', upload.id, 1, slow.pieces);
        await slow.halted;
        if (end === 'abort') await store.uploads.abort('photos', upload.id);
        else await store.uploads.complete('photos', upload.id, everyPart);
        slow.resume();
        expect(await late).toBeUndefined();
        expect(await store.uploads.listParts('photos', upload.id)).toBeUndefined();
      }
      expect(await keysIn(store, 'photos')).toEqual(['complete']);
      expect(await textAt(store, 'photos', 'complete')).toBe('whole');
    });

    it('counts parts that come at the same time, each once', async () => {
      const upload = await beginUpload(store);
      const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
      await Promise.all(numbers.map((number) => putPart(upload, number, `${number} `)));
      expect(await numbersOf(upload)).toEqual(numbers);
      await store.uploads.complete('photos', upload.id, everyPart);
      expect(await textAt(store, 'photos', 'a')).toBe(`${numbers.join(' ')} `);
    });

    it('ends by abort with nothing left', async () => {
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'part');
      expect(await store.uploads.abort('photos', upload.id)).toBe(true);
      expect(await store.uploads.abort('photos', upload.id)).toBe(false);
      expect(await putPart(upload, 1, 'part')).toBeUndefined();
      expect(await store.uploads.complete('photos', upload.id, everyPart)).toBeUndefined();
      expect(await store.uploads.count('photos')).toBe(0);
      expect(await keysIn(store, 'photos')).toEqual([]);
    });

    it('knows no upload of another bucket, and none where there is no bucket', async () => {
      await store.createBucket(bucketNamed('other'));
      const { id } = await beginUpload(store);
      for (const bucket of ['other', 'nowhere']) {
        expect(await store.uploads.find(bucket, id)).toBeUndefined();
        expect(await store.uploads.putPart(bucket, id, 1, body('A'))).toBeUndefined();
        expect(await store.uploads.abort(bucket, id)).toBe(false);
        expect((await store.uploads.list(bucket, everyUpload)).uploads).toEqual([]);
        expect(await store.uploads.count(bucket)).toBe(0);
      }
      expect(await store.uploads.begin('nowhere', 'a', plain)).toBeUndefined();
      await expect(store.uploads.begin('photos', '', plain)).rejects.toThrow(RangeError);
    });

    it('keeps its bucket from being deleted until it has ended', async () => {
      const { id } = await beginUpload(store);
      expect(await store.deleteBucket('photos')).toBe('not-empty');
      await store.uploads.abort('photos', id);
      expect(await store.deleteBucket('photos')).toBe('deleted');
    });

    it('goes when everything is dropped', async () => {
      const upload = await beginUpload(store);
      await putPart(upload, 1, 'part');
      const slow = haltingBody('la', 'te');
      const late = store.uploads.putPart('photos', upload.id, 2, slow.pieces);
      await slow.halted;
      await store.clear();
      await store.createBucket(bucketNamed('photos'));
      slow.resume();
      expect(await late).toBeUndefined();
      expect(await store.uploads.count('photos')).toBe(0);
      expect(await store.uploads.find('photos', upload.id)).toBeUndefined();
    });

    it('makes an empty object of no parts', async () => {
      const { id } = await beginUpload(store);
      expect(await store.uploads.complete('photos', id, everyPart)).toMatchObject({ size: 0 });
      const object = (await store.open('photos', 'a'))!;
      expect((await buffer(object.stream())).length).toBe(0);
    });
  });
}
