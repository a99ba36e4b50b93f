// Run by kill-uploads.test.ts: makes one object in two parts and appends to another, over and over, until it is killed.
import { writeSync } from 'node:fs';
import { openFolderStore } from './folder.ts';

const [folder = '', first = '1'] = process.argv.slice(2);

/** As many bytes as the number decides, of a value that it decides. */
async function* fill(number: number): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.alloc((number * 7_919) % 200_000, number % 251));
}
async function* line(number: number): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(`${number}\n`));
}

const store = await openFolderStore(folder);
const plain = { acl: 'default', headers: {}, meta: {}, storageClass: 'Standard' } as const;
for (let number = Number(first); ; number++) {
  const upload = await store.uploads.begin('photos', 'a', plain);
  if (upload === undefined) throw new Error('no bucket');
  await store.uploads.putPart('photos', upload.id, 1, line(number));
  await store.uploads.putPart('photos', upload.id, 2, fill(number));
  await store.uploads.complete('photos', upload.id, (parts) => parts);
  await store.append('photos', 'log', line(number), plain);
  writeSync(1, `${number}\n`);
}
