import request from 'supertest';
import { beforeEach, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld } from '../given.contract.ts';

let world: ReturnType<typeof givenWorld>;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
});

const xml = (inner: string) =>
  `<BucketCnameConfiguration><Cname>${inner}</Cname></BucketCnameConfiguration>`;
const post = (query: string, body: string) =>
  request(app).post(`/demo/?cname&${query}`).type('xml').send(body);
const domains = async () => (await world.store.getBucket('demo'))?.domains;

it('reads over the certificate of a domain', async () => {
  const certificate = '<CertificateConfiguration><CertId>1</CertId></CertificateConfiguration>';
  const body = xml(`<Domain> Img.Example.com </Domain>${certificate}`);
  expect((await post('comp=add', body)).status).toBe(200);
  expect(await domains()).toMatchObject([{ host: 'img.example.com' }]);
  // Bound again, it is bound once.
  await post('comp=add', body);
  expect(await domains()).toHaveLength(1);
});

it('refuses the 101st', async () => {
  const full = Array.from({ length: 100 }, (_, i) => ({ host: `d${i}.example.com`, bound: 0 }));
  await world.store.changeBucket('demo', { domains: full });
  const { status, text } = await post('comp=add', xml('<Domain>img.example.com</Domain>'));
  expect(status).toBe(400);
  expect(text).toContain('<Message>The bucket has too many custom domain names.</Message>');
  expect(await domains()).toEqual(full);
});

it('unbinds only what is its own', async () => {
  await givenBucket(world, 'other', { domains: [{ host: 'img.example.com', bound: 0 }] });
  const { status } = await post('comp=delete', xml('<Domain>img.example.com</Domain>'));
  expect(status).toBe(200);
  expect((await world.store.bucketOf('img.example.com'))?.name).toBe('other');
});

it.each([
  ['comp=token', 'CreateCnameToken'],
  ['comp=renew', 'InvalidArgument'],
  ['', 'InvalidArgument'],
])('POST with %j names %s', async (query, named) => {
  const { status, text } = await post(query, xml('<Domain>img.example.com</Domain>'));
  expect(status).toBe(400);
  expect(text).toContain(named);
  expect(await domains()).toEqual([]);
});

it('names GetCnameToken, which is not emulated', async () => {
  const { text } = await request(app).get('/demo/?cname=img.example.com&comp=token');
  expect(text).toContain('<Code>NotImplemented</Code>');
  expect(text).toContain('GetCnameToken');
});

it.each(['', xml(''), '<Cname><Domain>img.example.com</Domain></Cname>', '<!DOCTYPE a><a/>'])(
  'refuses the body %j',
  async (body) => {
    expect((await post('comp=add', body)).status).toBe(400);
    expect(await domains()).toEqual([]);
  },
);
