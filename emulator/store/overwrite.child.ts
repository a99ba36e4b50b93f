// Run by kill.test.ts: puts one object over and over until it is killed, and says after each put which one it was.
import { writeSync } from 'node:fs';
import { openAccess } from './access.ts';
import { openFolderStore } from './folder.ts';

const [folder = '', first = '1'] = process.argv.slice(2);

/** Says its own number and length, and is filled with one byte that the number decides. */
async function* content(number: number): AsyncGenerator<Buffer> {
  const length = (number * 7_919) % 400_000;
  yield await Promise.resolve(Buffer.from(`${number} ${length}\n`));
  for (let left = length; left > 0; left -= 65_536) {
    yield Buffer.alloc(Math.min(left, 65_536), number % 251);
  }
}

const store = await openFolderStore(folder);
await store.createBucket({
  name: 'photos',
  owner: '1',
  region: 'cn-hangzhou',
  created: 0,
  acl: 'private',
  storageClass: 'Standard',
  edition: 'current',
  styles: [],
  access: openAccess,
  domains: [],
});
const plain = { acl: 'default', headers: {}, meta: {}, storageClass: 'Standard' } as const;
for (let number = Number(first); ; number++) {
  await store.put('photos', 'a', content(number), plain);
  writeSync(1, `${number}\n`);
}
