import { beforeEach, expect, it } from 'vitest';
import { givenBucket, givenObject, givenWorld, now } from '../given.contract.ts';
import type { OpenObject } from '../store/object.ts';
import { followHead, openThrough } from './follow.ts';

let world: ReturnType<typeof givenWorld>;
/** Objects that were opened and not closed. */
let opened: number;
beforeEach(async () => {
  world = givenWorld();
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a', 'hello', { headers: { 'content-type': 'image/png' } });
  const open = world.store.open.bind(world.store);
  opened = 0;
  world.store.open = async (...at) => {
    const object = await open(...at);
    if (object === undefined) return undefined;
    opened += 1;
    const close = () => {
      opened -= 1;
      return object.close();
    };
    const { head } = object;
    return { head, stream: (range) => object.stream(range), bytes: () => object.bytes(), close };
  };
});

async function asking(principal: 'anonymous' | 'operator' = 'operator') {
  const bucket = await world.store.getBucket('demo');
  if (bucket === undefined) throw new Error('no bucket');
  return { world, bucket, principal: { kind: principal } as const };
}
const textOf = async (object: OpenObject | undefined) =>
  Buffer.from((await object?.bytes()) ?? []).toString();

it('tells the content of the target and all else of the link', async () => {
  const link = { target: 'a', headers: { 'content-type': 'text/plain' }, meta: { a: 'b' } };
  await givenObject(world, 'demo', 'link', '', link);
  const object = await openThrough(await asking(), 'link');
  const target = await world.store.head('demo', 'a');
  expect(await textOf(object)).toBe('hello');
  expect(object?.head).toEqual({
    ...(await world.store.head('demo', 'link')),
    size: 5,
    etag: target?.etag,
    md5: target?.md5,
    crc64: target?.crc64,
    modified: now,
  });
  await object?.close();
  expect(opened).toBe(0);
});

it('opens what is no link as it is, and nothing where nothing is', async () => {
  const object = await openThrough(await asking(), 'a');
  expect(object?.head).toEqual(await world.store.head('demo', 'a'));
  await object?.close();
  expect(await openThrough(await asking(), 'none')).toBeUndefined();
});

it.each([
  ['to nothing', 'none', 'operator', 'symlink-target-not-there'],
  ['to a link', 'link', 'operator', 'symlink-to-symlink'],
  ['to what may not be read', 'a', 'anonymous', 'bucket-acl-forbids'],
] as const)('refuses a link %s, and leaves nothing open', async (_, target, who, refusal) => {
  await givenObject(world, 'demo', 'link', '', { target, acl: 'public-read' });
  const head = await world.store.head('demo', 'link');
  if (head === undefined) throw new Error('no link');
  await expect(openThrough(await asking(who), 'link')).rejects.toMatchObject({ refusal });
  await expect(followHead(await asking(who), head)).rejects.toMatchObject({ refusal });
  expect(opened).toBe(0);
});
