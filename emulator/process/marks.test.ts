import { beforeEach, expect, test } from 'vitest';
import { type Edition, specOf } from '../../spec/corpus.ts';
import type { Principal } from '../auth/principal.ts';
import { asPng, solid } from '../engine/drawn.contract.ts';
import { OssError } from '../errors.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';
import type { Store } from '../store/store.ts';
import { bind } from './bind.ts';
import { openMarks } from './marks.ts';
import { parse } from './parse.ts';
import { namedIn } from './refs.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const image = (text: string) => `watermark,image_${base64(text)}`;
const main = { width: 200, height: 100 };

const world = givenWorld();
/** Objects that are open. */
let held = 0;
const store: Pick<Store, 'open'> = {
  open: async (bucket, key) => {
    const object = await world.store.open(bucket, key);
    if (!object) return undefined;
    held += 1;
    const close = object.close.bind(object);
    return Object.assign(object, {
      close: async () => {
        held -= 1;
        await close();
      },
    });
  },
};
beforeEach(async () => {
  await world.reset();
  await givenBucket(world, 'demo', { acl: 'public-read' });
  const { bytes } = await asPng(solid(40, 20, [255, 0, 0]));
  await givenObject(world, 'demo', 'logo.png', Buffer.from(bytes));
  await givenObject(world, 'demo', 'copy.png', Buffer.from(bytes));
  await givenObject(world, 'demo', 'secret.png', Buffer.from(bytes), { acl: 'private' });
  await givenObject(world, 'demo', 'text.png', 'no picture');
});

interface Asked {
  readonly edition?: Edition;
  readonly principal?: Principal;
  readonly maxSourceBytes?: number;
}

async function open(text: string, asked: Asked = {}) {
  const { edition = 'current', principal = { kind: 'anonymous' }, maxSourceBytes = 1e6 } = asked;
  const spec = specOf(edition);
  const { actions } = bind(parse(`image/${text}`), spec);
  const bucket = await world.store.getBucket('demo');
  const { faceOf } = world;
  const resampler = 'lanczos';
  const protect = () => undefined;
  const reader = { principal, protect } as const;
  const shelf = { store, ...reader, maxSourceBytes, bucket: bucket!, resampler, faceOf } as const;
  const marks = await openMarks(actions, spec, shelf);
  const refs = namedIn(actions, spec).map(({ ref }) => ref);
  return { marks, refs };
}
const refusalOf = (text: string, asked?: Asked) =>
  open(text, asked).then(
    () => 'none',
    (error: unknown) =>
      error instanceof OssError ? error.refusal : Promise.reject(error as Error),
  );

test.each<[string, string, Asked]>([
  ['image/watermark:no-such-mark', image('none.png'), {}],
  ['image/watermark:no-such-mark', image('x'.repeat(1024)), {}],
  ['image/watermark:mark-unsupported', image('text.png'), {}],
  ['source-bytes', image('logo.png'), { maxSourceBytes: 10 }],
  ['object-acl-forbids-anonymous', image('secret.png'), {}],
  ['object-acl-forbids-anonymous', `${image('logo.png')}/${image('secret.png')}`, {}],
])('%s, and nothing stays open', async (refusal, text, asked) => {
  expect(await refusalOf(text, asked)).toBe(refusal);
  expect(held).toBe(0);
});

test('the owner may stamp what nobody else may read', async () => {
  const account = world.credentials.accounts[0];
  const { marks } = await open(image('secret.png'), { principal: { kind: 'account', account } });
  await marks.close();
  expect(held).toBe(0);
});

test('each object is opened once, however often it is named', async () => {
  const { marks } = await open(
    `${image('logo.png')}/${image('logo.png?x-oss-process=image/rotate,90')}`,
  );
  expect(held).toBe(1);
  await marks.close();
  expect(held).toBe(0);
});

test('P is a share of the main picture, and the other chain is the mark alone', async () => {
  const { marks, refs } = await open(
    `${image('logo.png?x-oss-process=image/resize,P_50')}/${image('logo.png')}`,
  );
  const sizes = refs.map((ref) => marks.plan(ref, main).steps.map(({ size }) => size));
  expect(sizes).toEqual([[{ width: 100, height: 50 }], []]);
  await marks.close();
});

test('marks of equal bytes, chains and sizes share a key; others do not', async () => {
  const half = '?x-oss-process=image/resize,P_50';
  const keyOf = async (text: string, size = main, edition: Edition = 'current') => {
    const { marks, refs } = await open(image(text), { edition });
    const { key } = marks.plan(refs[0]!, size);
    await marks.close();
    return key;
  };
  expect(await keyOf('logo.png')).toBe(await keyOf('copy.png'));
  expect(await keyOf('logo.png')).toBe(await keyOf('logo.png', { width: 9, height: 9 }));
  const different = [
    await keyOf('logo.png'),
    await keyOf(`logo.png${half}`),
    await keyOf(`logo.png${half}`, { width: 90, height: 90 }),
    await keyOf('logo.png?x-oss-process=image/rotate,90'),
    await keyOf('logo.png', main, '2019-09'),
  ];
  expect(new Set(different).size).toBe(different.length);
});

test('the bytes of a mark are those of its object, and of no other plan', async () => {
  const { marks, refs } = await open(image('logo.png'));
  const plan = marks.plan(refs[0]!, main);
  expect(await marks.read(plan)).toHaveLength(plan.source.bytes);
  expect(marks.read({ ...plan, source: { ...plan.source } })).toBeUndefined();
  await marks.close();
});
