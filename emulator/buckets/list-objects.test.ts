import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld } from '../given.contract.ts';

const keys = ['a', 'fun/', 'fun/movie/1', 'fun/movie/2', 'fun/x', '图 +&.jpg'];
let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
  for (const key of keys) await givenObject(world, 'demo', key, 'hello');
});

const list = async (query = '') => (await request(app).get(`/demo?${query}`)).text;
const all = (name: string, text: string) =>
  [...text.matchAll(new RegExp(`<${name}>(.*)</${name}>`, 'g'))].map(([, value]) => value);
const prefixes = (text: string) => all('Prefix', text).slice(1);

describe('ListObjects', () => {
  it('answers in the form of the service', async () => {
    const owner = world.credentials.accounts[0].id;
    expect(await list('prefix=a')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult>
  <Name>demo</Name>
  <Prefix>a</Prefix>
  <Marker></Marker>
  <MaxKeys>100</MaxKeys>
  <Delimiter></Delimiter>
  <IsTruncated>false</IsTruncated>
  <Contents>
    <Key>a</Key>
    <LastModified>2024-01-02T03:04:05.000Z</LastModified>
    <ETag>"5D41402ABC4B2A76B9719D911017C592"</ETag>
    <Type>Normal</Type>
    <Size>5</Size>
    <StorageClass>Standard</StorageClass>
    <Owner>
      <ID>${owner}</ID>
      <DisplayName>${owner}</DisplayName>
    </Owner>
  </Contents>
</ListBucketResult>
`);
  });

  it('lists all in byte order', async () => {
    expect(all('Key', await list())).toEqual([...keys.slice(0, 5), '图 +&amp;.jpg']);
  });

  it('groups by delimiter', async () => {
    const text = await list('delimiter=/&prefix=fun/');
    expect(all('Key', text)).toEqual(['fun/', 'fun/x']);
    expect(prefixes(text)).toEqual(['fun/movie/']);
  });

  it('percent-encodes where it is asked to', async () => {
    const text = await list(
      `encoding-type=url&prefix=${encodeURIComponent('图 +')}&delimiter=${encodeURIComponent("!'*")}`,
    );
    expect(text).toContain('<EncodingType>url</EncodingType>');
    expect(all('Key', text)).toEqual(['%E5%9B%BE%20%2B%26.jpg']);
    expect(all('Prefix', text)).toEqual(['%E5%9B%BE%20%2B']);
    expect(all('Delimiter', text)).toEqual(['%21%27%2A']);
    expect(all('Key', await list('encoding-type=url&prefix=fun/x'))).toEqual(['fun%2Fx']);
  });

  it.each(['', '&delimiter=/'])('pages through everything once%s', async (grouped) => {
    const seen: string[] = [];
    for (let marker: string | undefined = ''; marker !== undefined;) {
      const text = await list(`max-keys=1&encoding-type=url&marker=${marker}${grouped}`);
      const found = [...all('Key', text), ...prefixes(text)];
      expect(found).toHaveLength(1);
      seen.push(decodeURIComponent(found[0] ?? ''));
      [marker] = all('NextMarker', text);
      expect(text).toContain(`<IsTruncated>${String(marker !== undefined)}</IsTruncated>`);
    }
    expect(seen).toEqual(grouped === '' ? keys : ['a', 'fun/', keys[5]]);
  });

  it.each(['max-keys=0', 'max-keys=1001', 'encoding-type=base64', 'list-type=3'])(
    'refuses %s',
    async (query) => {
      const { status, text } = await request(app).get(`/demo?${query}`);
      expect(status).toBe(400);
      expect(text).toContain('<Code>InvalidArgument</Code>');
      const [name, value] = query.split('=');
      expect(text).toContain(
        `<ArgumentName>${name}</ArgumentName>\n  <ArgumentValue>${value}</ArgumentValue>`,
      );
    },
  );
});

describe('ListObjectsV2', () => {
  it('counts, and names the owner only when asked', async () => {
    const text = await list('list-type=2&delimiter=/');
    expect(all('Key', text)).toEqual(['a', '图 +&amp;.jpg']);
    expect(prefixes(text)).toEqual(['fun/']);
    expect(all('KeyCount', text)).toEqual(['3']);
    expect(text).not.toMatch(/Owner|Marker|StartAfter|ContinuationToken/);
    expect(await list('list-type=2&fetch-owner=true')).toContain('<Owner>');
  });

  it('starts after a key', async () => {
    const text = await list('list-type=2&start-after=fun/movie/2');
    expect(all('Key', text)).toEqual(['fun/x', '图 +&amp;.jpg']);
    expect(all('StartAfter', text)).toEqual(['fun/movie/2']);
  });

  it('pages by tokens, which win over start-after', async () => {
    const seen: string[] = [];
    for (let token: string | undefined; ;) {
      const resume: string = token === undefined ? '' : `&continuation-token=${token}`;
      const text = await list(`list-type=2&max-keys=2&encoding-type=url&start-after=a${resume}`);
      if (token !== undefined) expect(all('ContinuationToken', text)).toEqual([token]);
      seen.push(...all('Key', text).map((key) => decodeURIComponent(key ?? '')));
      [token] = all('NextContinuationToken', text);
      if (token === undefined) break;
    }
    expect(seen).toEqual(keys.slice(1));
  });

  it.each(['', '!', 'a b', 'YQ='])('refuses the token %j', async (token) => {
    const text = await list(`list-type=2&continuation-token=${encodeURIComponent(token)}`);
    expect(text).toContain('<Code>InvalidArgument</Code>');
    expect(text).toContain('<ArgumentName>continuation-token</ArgumentName>');
  });
});
