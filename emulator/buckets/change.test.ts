import request from 'supertest';
import { expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld } from '../given.contract.ts';

const rule =
  '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>';
const process = '<CompliedHost>Both</CompliedHost>';

test.each([
  ['put', 'acl', ''],
  ['put', 'cors', `<CORSConfiguration>${rule}</CORSConfiguration>`],
  ['delete', 'cors', ''],
  ['put', 'style&styleName=a', '<Style><Content>image/info</Content></Style>'],
  ['delete', 'style&styleName=a', ''],
  [
    'put',
    'processConfiguration',
    `<BucketProcessConfiguration>${process}</BucketProcessConfiguration>`,
  ],
  [
    'put',
    'versioning',
    '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  ],
] as const)('%s ?%s tells that the bucket went meanwhile', async (method, query, body) => {
  const world = givenWorld();
  await givenBucket(world, 'demo');
  const getBucket = world.store.getBucket.bind(world.store);
  world.store.getBucket = async (name) => {
    const bucket = await getBucket(name);
    await world.store.deleteBucket(name);
    return bucket;
  };
  const asked = request(createApp(world))[method](`/demo/?${query}`);
  const { status, text } = await asked.set('x-oss-acl', 'private').send(body);
  expect(text).toContain('<Code>NoSuchBucket</Code>');
  expect(status).toBe(404);
});
