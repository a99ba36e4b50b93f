import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
});

const document = (content: string) => `<Style><Content>${content}</Content></Style>`;
const put = (name: string, content = 'image/info') =>
  request(app).put(`/demo/?style&styleName=${name}`).send(document(content));
const remove = (name: string) => request(app).delete(`/demo/?style&styleName=${name}`);
const styles = async () => (await world.store.getBucket('demo'))!.styles;
const names = async () => (await styles()).map(({ name }) => name);

test('a bucket has fifty styles, whoever comes first', async () => {
  const asked = Array.from({ length: 53 }, (_, index) => put(`s${index}`));
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(50);
  expect(statuses.filter((status) => status === 403)).toHaveLength(3);
  expect(await styles()).toHaveLength(50);
});

test('a full bucket takes another content of a style that it has, and a new one after a deletion', async () => {
  for (let index = 0; index < 50; index += 1) await put(`s${index}`);
  expect((await put('s7', 'image/resize,w_1')).status).toBe(200);
  expect((await put('new')).text).toContain('Your style count is exceeded 50.');
  expect((await remove('s0')).status).toBe(204);
  expect((await put('new')).status).toBe(200);
  expect((await names()).at(-1)).toBe('new');
  expect((await styles()).find(({ name }) => name === 's7')?.content).toBe('image/resize,w_1');
});

test('a style that is put again keeps its place and the time when it was made', async () => {
  await put('a');
  await put('b');
  const made = (await styles())[0]?.created ?? 0;
  const later = { ...world, now: () => world.now() + 60_000 };
  app = createApp({ ...later, enter: (work) => work(later) });
  await put('a', 'image/resize,w_1');
  expect(await names()).toEqual(['a', 'b']);
  expect((await styles())[0]).toMatchObject({ created: made, modified: made + 60_000 });
});

test.each(['__proto__', 'constructor', 'hasOwnProperty'])('%s is a name like any', async (name) => {
  const get = () => request(app).get(`/demo/?style&styleName=${name}`);
  expect((await get()).text).toContain('NoSuchStyle');
  await put(name, 'image/resize,w_1');
  expect((await get()).text).toContain('<Content>image/resize,w_1</Content>');
});

test('a content comes back escaped, whatever it holds', async () => {
  await put('a', '&lt;/Content&gt;&amp;amp;]]&gt;&#13;&#10;x: y&#0;');
  const { text, headers } = await request(app).get('/demo/?style&styleName=a');
  expect(text).toContain('<Content>&lt;/Content&gt;&amp;amp;]]&gt;&#13;\nx: y\ufffd</Content>');
  expect(headers).not.toHaveProperty('x');
});

test('blanks around a content do not count, and blanks alone are none', async () => {
  await put('a', '\n  image/info\n');
  expect((await styles())[0]?.content).toBe('image/info');
  expect((await put('b', '  \n')).status).toBe(400);
});
