import { expect, it } from 'vitest';
import { putText, textOf } from './given.contract.ts';
import { countFiles, openFolder, openWithBucket } from './given-folder.contract.ts';
import type { Store } from './store.ts';

const everything = { prefix: '', afterKey: '', afterVersion: '', delimiter: '', limit: 1000 };

async function textsIn(store: Store): Promise<(string | undefined)[]> {
  const { versions } = await store.listVersions('photos', everything);
  return Promise.all(
    versions.map(async (version) => {
      if ('marker' in version) return undefined;
      const { key, version: id = 'null' } = version.head;
      const object = await store.open('photos', key, id);
      return object && textOf(object);
    }),
  );
}

it('versions and marks are there when the folder is opened again', async () => {
  const { folder, store } = await openWithBucket();
  await putText(store, 'photos', 'a', 'before');
  await putText(store, 'photos', 'plain', 'alone');
  await store.changeBucket('photos', { versioning: 'Enabled' });
  await putText(store, 'photos', 'a', 'one');
  await putText(store, 'photos', 'a', 'two');
  await store.remove('photos', 'b');
  await store.remove('photos', 'a');
  const before = await store.listVersions('photos', everything);
  await store.close();

  const again = await openFolder(folder);
  expect(await again.listVersions('photos', everything)).toEqual(before);
  expect(await textsIn(again)).toEqual([undefined, 'two', 'one', 'before', undefined, 'alone']);
  expect(await again.getBucket('photos')).toMatchObject({ versioning: 'Enabled' });
  expect(await again.head('photos', 'a')).toBeUndefined();
  expect(await countFiles(folder)).toMatchObject({ limbo: 0, heads: 3, content: 4 });
});

it('content goes with its version, and a key with its last one', async () => {
  const { folder, store } = await openWithBucket();
  await store.changeBucket('photos', { versioning: 'Enabled' });
  const { version: one = '' } = await putText(store, 'photos', 'a', 'one');
  const { version: two = '' } = await putText(store, 'photos', 'a', 'two');
  await store.removeVersion('photos', 'a', one);
  expect(await countFiles(folder)).toMatchObject({ heads: 1, content: 1 });
  await store.changeBucket('photos', { versioning: 'Suspended' });
  await putText(store, 'photos', 'a', 'three');
  await putText(store, 'photos', 'a', 'four');
  expect(await countFiles(folder)).toMatchObject({ heads: 1, content: 2 });
  await store.removeVersion('photos', 'a', 'null');
  await store.removeVersion('photos', 'a', two);
  expect(await countFiles(folder)).toMatchObject({ limbo: 0, heads: 0, content: 0 });
});

it('puts at the same time make a version each', async () => {
  const { store } = await openWithBucket();
  await store.changeBucket('photos', { versioning: 'Enabled' });
  const texts = ['1', '2', '3', '4', '5'];
  const heads = await Promise.all(texts.map((text) => putText(store, 'photos', 'a', text)));
  expect(new Set(heads.map(({ version }) => version)).size).toBe(5);
  expect((await textsIn(store)).sort()).toEqual(texts);
});
