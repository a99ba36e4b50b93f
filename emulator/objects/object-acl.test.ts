import request from 'supertest';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';

let app: ReturnType<typeof createApp>;
let owner: string;
beforeEach(async () => {
  const world = givenWorld();
  owner = world.credentials.accounts[0].id;
  app = createApp(world);
  await givenBucket(world, 'demo');
  await givenObject(world, 'demo', 'a');
});
const change = (acl: string) => request(app).put('/demo/a?acl').set('x-oss-object-acl', acl);

it('is default until it is set', async () => {
  const grant = async () =>
    /<Grant>(.*)<\/Grant>/.exec((await request(app).get('/demo/a?acl')).text)?.[1];
  expect(await grant()).toBe('default');
  for (const acl of ['private', 'public-read', 'public-read-write', 'default']) {
    expect((await change(acl)).status).toBe(200);
    expect(await grant()).toBe(acl);
  }
});

it('names the owner', async () => {
  const { text } = await request(app).get('/demo/a?acl');
  expect(text).toContain(`<AccessControlPolicy>\n  <Owner>\n    <ID>${owner}</ID>`);
});

it.each(['', 'mine', 'Private'])('refuses %j', async (acl) => {
  const { status, text } = await change(acl);
  expect(status).toBe(400);
  expect(text).toContain(`<ArgumentName>x-oss-object-acl</ArgumentName>\n  <ArgumentValue>${acl}<`);
});

it('needs the object', async () => {
  expect((await request(app).get('/demo/none?acl')).text).toContain('NoSuchKey');
  const put = request(app).put('/demo/none?acl').set('x-oss-object-acl', 'private');
  expect((await put).text).toContain('NoSuchKey');
});
