import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolderStore } from './folder.ts';
import { bucketNamed } from './given.contract.ts';
import { filesUnder, scratchFolder } from './given-folder.contract.ts';

/** The message with which a folder is refused. It must be a plain Error. */
async function refusal(folder: string): Promise<string> {
  const error: unknown = await openFolderStore(folder).then(
    async (store) => {
      await store.close();
      return undefined;
    },
    (error: unknown) => error,
  );
  expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
  return error instanceof Error ? error.message : '';
}

describe('a folder that is no store', () => {
  it('becomes one where it is missing or empty', async () => {
    const folder = join(await scratchFolder(), 'made', 'with parents');
    const store = await openFolderStore(folder);
    await store.createBucket(bucketNamed('photos'));
    await store.close();
    const files = await filesUnder(folder);
    expect(JSON.parse(files.get('oss-double.json')!)).toEqual({ format: 1 });
  });

  it('is refused and left as it is where it holds something else', async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, 'photos'));
    await writeFile(join(folder, 'photos', 'a.jpg'), 'precious');
    expect(await refusal(folder)).toBe(
      `${folder} holds something else (photos): give an empty folder or none`,
    );
    expect([...(await filesUnder(folder))]).toEqual([[join('photos', 'a.jpg'), 'precious']]);
    expect(await readdir(folder)).toEqual(['photos']);
  });

  it('is refused where it is a file', async () => {
    const file = join(await scratchFolder(), 'file');
    await writeFile(file, 'precious');
    expect(await refusal(file)).toBe(`${file} is a file, not a folder`);
  });
});

describe('a store of another format', () => {
  it.each([
    ['{"format":2}', 'format 2'],
    ['{"format":0}', 'format 0'],
    ['{"format":"1"}', 'no known format'],
    ['{"for', 'no known format'],
  ])('is refused and left as it is: %s', async (mark, found) => {
    const folder = await scratchFolder();
    await writeFile(join(folder, 'oss-double.json'), mark);
    await mkdir(join(folder, 'limbo'));
    await writeFile(join(folder, 'limbo', 'x'), 'precious');
    const before = await filesUnder(folder);
    expect(await refusal(folder)).toBe(
      `${folder} has ${found}; this version of oss-double reads format 1`,
    );
    expect(await filesUnder(folder)).toEqual(before);
  });
});

describe('a store that is open', () => {
  it('is refused by name and pid, and left as it is, until it is closed', async () => {
    const folder = await scratchFolder();
    const store = await openFolderStore(folder);
    await store.createBucket(bucketNamed('photos'));
    const before = await filesUnder(folder);
    expect(await refusal(folder)).toBe(`${folder} is in use by process ${process.pid}`);
    expect(await filesUnder(folder)).toEqual(before);
    await store.close();
    const again = await openFolderStore(folder);
    expect(await again.listBuckets()).toHaveLength(1);
    await again.close();
    expect(await readdir(folder)).not.toContain('oss-double.lock-1');
  });

  it('is opened by one of many that come at the same time', async () => {
    const folder = await scratchFolder();
    const opened = await Promise.allSettled(
      Array.from({ length: 8 }, () => openFolderStore(folder)),
    );
    const won = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    for (const one of opened) {
      if (one.status === 'rejected') {
        expect(String(one.reason)).toContain(`${folder} is in use by process ${process.pid}`);
      }
    }
    await won[0]!.close();
  });

  it('is not kept locked by an opening that failed', async () => {
    const folder = await scratchFolder();
    const store = await openFolderStore(folder);
    await store.createBucket(bucketNamed('photos'));
    await store.close();
    const record = [...(await filesUnder(folder)).keys()].find((name) =>
      name.includes('bucket.json'),
    )!;
    await writeFile(join(folder, record), '{}');
    expect(await refusal(folder)).toContain(`${join(folder, record)} is damaged`);
    expect(await refusal(folder)).toContain('is damaged');
  });
});

it('reads the bucket of an earlier version, which knew no domains', async () => {
  const folder = await scratchFolder();
  const store = await openFolderStore(folder);
  await store.createBucket(bucketNamed('photos'));
  await store.close();
  const files = [...(await filesUnder(folder))];
  const [path, text] = files.find(([, content]) => content.includes('"name":"photos"'))!;
  await writeFile(join(folder, path), text.replace(',"domains":[]', ''));
  const again = await openFolderStore(folder);
  expect(await again.getBucket('photos')).toEqual(bucketNamed('photos'));
  await again.close();
});
