import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld } from '../given.contract.ts';
import { openAccess } from '../store/access.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
});

const put = (...elements: string[]) =>
  request(app)
    .put('/demo/?processConfiguration')
    .send(`<BucketProcessConfiguration>${elements.join('')}</BucketProcessConfiguration>`);
const get = async () => (await request(app).get('/demo/?processConfiguration')).text;
const access = async () => (await world.store.getBucket('demo'))!.access;

const both = '<CompliedHost>Both</CompliedHost>';
const enabled = '<SourceFileProtect>Enabled</SourceFileProtect>';
const suffix = (text: string) => `<SourceFileProtectSuffix>${text}</SourceFileProtectSuffix>`;
const rules = (count: number) =>
  `<SourceFileProtectRules>${'<Rule><Prefix>in/</Prefix><Suffix>.raw</Suffix><IgnoreCase>Enabled</IgnoreCase></Rule>'.repeat(count)}</SourceFileProtectRules>`;

test('what is not said is closed; what is forgotten is gone', async () => {
  await put(both, enabled, suffix('jpg'), '<StyleDelimiters>-,!</StyleDelimiters>');
  expect(await access()).toMatchObject({ protect: ['jpg'], delimiters: ['!', '-'] });
  expect((await put(both)).status).toBe(200);
  expect(await access()).toEqual(openAccess);
});

test('suffixes are forgotten with the protection', async () => {
  await put(both, suffix('gif'), rules(1));
  expect(await access()).toMatchObject({ protect: [], rules: [] });
  expect(await get()).toContain('<SourceFileProtectSuffix></SourceFileProtectSuffix>');
});

test('suffixes come back bare, in lower case and once', async () => {
  await put(both, enabled, suffix('.JPG, png,jpg,,'));
  expect(await get()).toContain('<SourceFileProtectSuffix>jpg,png</SourceFileProtectSuffix>');
});

test('ten rules are read, one more is refused and leaves the settings as they were', async () => {
  expect((await put(both, enabled, rules(1))).status).toBe(200);
  const rule = { prefix: 'in/', suffix: '.raw', ignoreCase: true };
  expect((await access()).rules).toEqual([rule]);
  expect((await put(both, enabled, rules(10))).status).toBe(200);
  expect((await put(both, enabled, rules(11))).status).toBe(400);
  expect((await access()).rules).toEqual(Array.from({ length: 10 }, () => rule));
});

test('a bucket of 2019 passes rules over', async () => {
  await world.store.changeBucket('demo', { edition: '2019-09' });
  expect((await put(both, enabled, suffix('png'), rules(11))).status).toBe(200);
  expect(await access()).toMatchObject({ protect: ['png'], rules: [] });
});

test('whether the old grammar holds on OSS hosts is kept and not told', async () => {
  await put(both, '<OssDomainSupportAtProcess>Enabled</OssDomainSupportAtProcess>');
  expect(await access()).toMatchObject({ oldGrammar: true });
  expect(await get()).not.toContain('OssDomainSupportAtProcess');
});

test.each([
  ['no host', []],
  ['an unknown host', ['<CompliedHost>xxx</CompliedHost>']],
  ['an unknown switch', [both, '<SourceFileProtect>true</SourceFileProtect>']],
  ['an unknown delimiter', [both, '<StyleDelimiters>-,@</StyleDelimiters>']],
])('%s is refused and changes nothing', async (_, elements) => {
  await put(both, enabled, suffix('*'));
  const { status, text } = await put(...elements);
  expect(status).toBe(400);
  expect(text).toContain('<Code>InvalidArgument</Code>');
  expect(await access()).toMatchObject({ protect: ['*'] });
});
