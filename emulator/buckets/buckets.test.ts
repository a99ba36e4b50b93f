import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenObject, givenWorld, signed } from '../given.contract.ts';
import type { World } from '../world.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
let owner: string;
let stranger: string;
beforeEach(() => {
  world = givenWorld({ auth: 'strict' });
  app = createApp(world);
  owner = world.credentials.accounts[0].id;
  stranger = world.credentials.accounts[1]?.id ?? '';
});

const call = (
  method: 'get' | 'put' | 'delete',
  path: string,
  headers: Record<string, string> = {},
  by = 'ak',
) => {
  const [at = '', query = ''] = path.split('?');
  const bucket = at.slice(1);
  const where = { query, ...(bucket && { bucket }) };
  const typed = { 'content-type': 'application/xml', ...headers };
  const authorized = signed(by, method.toUpperCase(), where, typed);
  return request(app)[method](path).set(authorized);
};
const configuration = (storageClass: string) =>
  `<CreateBucketConfiguration><StorageClass>${storageClass}</StorageClass></CreateBucketConfiguration>`;

describe('PutBucket', () => {
  it('makes a private bucket of the account', async () => {
    const { status, headers, text } = await call('put', '/demo');
    expect([status, headers['location'], text]).toEqual([200, '/demo', '']);
    expect(await world.store.getBucket('demo')).toMatchObject({
      owner,
      region: 'cn-hangzhou',
      acl: 'private',
      storageClass: 'Standard',
      edition: 'current',
    });
  });

  it('takes ACL, storage class and the region of the host', async () => {
    await call('put', '/demo', { 'x-oss-acl': 'public-read' })
      .set('Host', 'oss-us-west-1.aliyuncs.com')
      .send(configuration('Archive'));
    const expected = { acl: 'public-read', region: 'us-west-1', storageClass: 'Archive' };
    expect(await world.store.getBucket('demo')).toMatchObject(expected);
  });

  it('asked again by the owner keeps what is there and changes the ACL', async () => {
    await givenBucket(world, 'demo', { region: 'cn-beijing', acl: 'public-read' });
    await givenObject(world, 'demo', 'a');
    expect((await call('put', '/demo')).status).toBe(200);
    expect(await world.store.getBucket('demo')).toMatchObject({
      region: 'cn-beijing',
      acl: 'public-read',
    });
    expect((await call('put', '/demo', { 'x-oss-acl': 'private' })).status).toBe(200);
    expect(await world.store.getBucket('demo')).toMatchObject({ acl: 'private' });
    expect(await world.store.head('demo', 'a')).toBeDefined();
  });

  it('refuses a name that is taken', async () => {
    await givenBucket(world, 'demo', { owner: stranger });
    const { status, text } = await call('put', '/demo', { 'x-oss-acl': 'private' });
    expect(status).toBe(409);
    expect(text).toMatch(/<Code>BucketAlreadyExists<[^]*<BucketName>demo<[^]*<EC>0015-00000104</);
  });

  it.each([
    ['x-oss-acl', { 'x-oss-acl': 'mine' }, '', 'InvalidArgument'],
    ['a storage class', {}, configuration('Glacier'), 'MalformedXML'],
    ['XML', {}, '<CreateBucketConfiguration>', 'MalformedXML'],
    ['a body', {}, `${configuration('IA')}${' '.repeat(65_536)}`, 'InvalidRequest'],
  ])('refuses %s that is wrong and makes nothing', async (_, headers, body, code) => {
    const { status, text } = await call('put', '/demo', headers).send(body);
    expect(status).toBe(400);
    expect(text).toContain(`<Code>${code}</Code>`);
    expect(await world.store.getBucket('demo')).toBeUndefined();
  });
});

describe('DeleteBucket', () => {
  it('deletes an empty one', async () => {
    await givenBucket(world, 'demo');
    expect((await call('delete', '/demo')).status).toBe(204);
    expect((await call('delete', '/demo')).text).toContain('NoSuchBucket');
  });

  it('refuses one that is not empty', async () => {
    await givenBucket(world, 'demo');
    await givenObject(world, 'demo', 'a');
    const { status, text } = await call('delete', '/demo');
    expect(status).toBe(409);
    expect(text).toMatch(/<Code>BucketNotEmpty<[^]*<BucketName>demo</);
  });

  it('is the owner’s', async () => {
    await givenBucket(world, 'demo', { acl: 'public-read-write' });
    expect((await call('delete', '/demo', {}, 'stranger')).status).toBe(403);
    expect((await request(app).delete('/demo')).status).toBe(403);
    expect(await world.store.getBucket('demo')).toBeDefined();
  });
});

describe('what a bucket is', () => {
  beforeEach(() => givenBucket(world, 'demo', { region: 'cn-beijing' }));

  it('GetBucketInfo tells it, with the host that the client used', async () => {
    const { text } = await call('get', '/demo?bucketInfo');
    const host = /<HostId>|<ExtranetEndpoint>(.*)<\//.exec(text)?.[1];
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<BucketInfo>
  <Bucket>
    <AccessMonitor>Disabled</AccessMonitor>
    <CreationDate>2024-01-02T03:04:05.000Z</CreationDate>
    <ExtranetEndpoint>${host}</ExtranetEndpoint>
    <IntranetEndpoint>${host}</IntranetEndpoint>
    <Location>oss-cn-beijing</Location>
    <StorageClass>Standard</StorageClass>
    <DataRedundancyType>LRS</DataRedundancyType>
    <TransferAcceleration>Disabled</TransferAcceleration>
    <CrossRegionReplication>Disabled</CrossRegionReplication>
    <Name>demo</Name>
    <Owner>
      <DisplayName>${owner}</DisplayName>
      <ID>${owner}</ID>
    </Owner>
    <AccessControlList>
      <Grant>private</Grant>
    </AccessControlList>
    <ServerSideEncryptionRule>
      <SSEAlgorithm>None</SSEAlgorithm>
    </ServerSideEncryptionRule>
    <BucketPolicy>
      <LogBucket></LogBucket>
      <LogPrefix></LogPrefix>
    </BucketPolicy>
  </Bucket>
</BucketInfo>
`);
  });

  it('GetBucketInfo leaves the bucket out of the endpoint', async () => {
    const { text } = await request(app)
      .get('/?bucketInfo')
      .set(signed('ak', 'GET', { bucket: 'demo', query: 'bucketInfo' }))
      .set('Host', 'demo.oss-cn-beijing.aliyuncs.com');
    expect(text).toContain('<ExtranetEndpoint>oss-cn-beijing.aliyuncs.com</ExtranetEndpoint>');
  });

  it('GetBucketLocation tells its region', async () => {
    const { text } = await call('get', '/demo?location');
    expect(text).toContain('\n<LocationConstraint>oss-cn-beijing</LocationConstraint>\n');
  });

  it('GetBucketAcl tells what PutBucketAcl set', async () => {
    const grant = async () =>
      /<Grant>(.*)<\/Grant>/.exec((await call('get', '/demo?acl')).text)?.[1];
    expect(await grant()).toBe('private');
    for (const acl of ['public-read-write', 'public-read', 'private']) {
      expect((await call('put', '/demo?acl', { 'x-oss-acl': acl })).status).toBe(200);
      expect(await grant()).toBe(acl);
    }
  });

  it.each([{ 'x-oss-acl': 'default' }, {}])('PutBucketAcl refuses %j', async (headers) => {
    const { status, text } = await call('put', '/demo?acl', headers);
    expect(status).toBe(400);
    expect(text).toContain('<Message>no such bucket access control exists</Message>');
    expect(text).toContain('<ArgumentName>x-oss-acl</ArgumentName>');
  });

  it('is nobody else’s business', async () => {
    for (const query of ['bucketInfo', 'location', 'acl']) {
      expect((await call('get', `/demo?${query}`, {}, 'stranger')).status).toBe(403);
      expect((await request(app).get(`/demo?${query}`)).status).toBe(403);
    }
  });
});

describe('ListBuckets', () => {
  const names = (text: string) => [...text.matchAll(/<Name>(.*)<\/Name>/g)].map(([, name]) => name);
  beforeEach(async () => {
    for (const name of ['pics-b', 'pics-a', 'other']) await givenBucket(world, name);
    await givenBucket(world, 'foreign', { owner: stranger });
  });

  it('lists the account’s own', async () => {
    const { text } = await call('get', '/');
    expect(names(text)).toEqual(['other', 'pics-a', 'pics-b']);
    expect(text).toContain(`<ListAllMyBucketsResult>\n  <Owner>\n    <ID>${owner}</ID>`);
    expect(text).toContain('<Location>oss-cn-hangzhou</Location>');
    expect(text).not.toContain('IsTruncated');
    expect(names((await call('get', '/', {}, 'stranger')).text)).toEqual(['foreign']);
  });

  it('lists all where nobody signs', async () => {
    const settings = { ...world.settings, auth: 'off' as const };
    const open: World = { ...world, settings, enter: (work) => work(open) };
    const { text } = await request(createApp(open)).get('/');
    expect(names(text)).toEqual(['foreign', 'other', 'pics-a', 'pics-b']);
  });

  it('filters and pages', async () => {
    const first = (await call('get', '/?prefix=pics&max-keys=1')).text;
    expect(names(first)).toEqual(['pics-a']);
    expect(first).toContain(`<ListAllMyBucketsResult>
  <Prefix>pics</Prefix>
  <Marker></Marker>
  <MaxKeys>1</MaxKeys>
  <IsTruncated>true</IsTruncated>
  <NextMarker>pics-a</NextMarker>
  <Owner>`);
    const second = (await call('get', '/?prefix=pics&max-keys=1&marker=pics-a')).text;
    expect(names(second)).toEqual(['pics-b']);
    expect(second).toContain('<IsTruncated>false</IsTruncated>\n  <Owner>');
  });

  it.each(['0', '1001', '-1', 'x', ''])('refuses max-keys=%s', async (value) => {
    const { status, text } = await call('get', `/?max-keys=${value}`);
    expect(status).toBe(400);
    expect(text).toMatch(/<Code>InvalidArgument<[^]*<EC>0017-00000289</);
  });
});
