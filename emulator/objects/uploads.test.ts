import request from 'supertest';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { createApp } from '../app.ts';
import { givenBucket, givenWorld } from '../given.contract.ts';
import { startEmulator } from '../index.ts';
import { createMemoryStore } from '../store/memory.ts';
import { mostUploads } from '../store/uploads.ts';
import type { World } from '../world.ts';

let world: World;
let app: ReturnType<typeof createApp>;
beforeEach(async () => {
  world = givenWorld();
  app = createApp(world);
  await givenBucket(world, 'demo');
});

const uploadIdIn = (text: string) => /<UploadId>(\w+)/.exec(text)![1]!;
const codeIn = (text: string) => /<Code>(\w+)/.exec(text)?.[1];
async function begin(key = 'a'): Promise<string> {
  return uploadIdIn((await request(app).post(`/demo/${key}?uploads`)).text);
}
const putPart = (id: string, number: number, text: string) =>
  request(app).put(`/demo/a?partNumber=${number}&uploadId=${id}`).send(text);
const complete = (id: string) =>
  request(app).post(`/demo/a?uploadId=${id}`).set('x-oss-complete-all', 'yes');

describe('uploads', () => {
  it('are completed once, whoever asks at the same time', async () => {
    const id = await begin();
    await putPart(id, 1, 'whole');
    const answers = await Promise.all([1, 2, 3, 4].map(() => complete(id)));
    const codes = answers.map(({ status, text }) => codeIn(text) ?? status).sort();
    expect(codes).toEqual([200, 'NoSuchUpload', 'NoSuchUpload', 'NoSuchUpload']);
    expect(await world.store.head('demo', 'a')).toMatchObject({ size: 5, type: 'Multipart' });
  });

  it('are completed or aborted', async () => {
    const id = await begin();
    await putPart(id, 1, 'whole');
    const [completed, aborted] = await Promise.all([
      complete(id),
      request(app).delete(`/demo/a?uploadId=${id}`),
    ]);
    expect([completed.status, aborted.status].sort()).toEqual(
      completed.status === 200 ? [200, 404] : [204, 404],
    );
    expect((await request(app).get('/demo/a')).status).toBe(completed.status);
  });

  it('say where the object is as the client wrote it', async () => {
    const { text } = await request(app)
      .post('/demo/a%20b?uploads')
      .set('Host', 'oss-cn-hangzhou.aliyuncs.com');
    const id = uploadIdIn(text);
    await request(app).put(`/demo/a%20b?partNumber=1&uploadId=${id}`).send('x');
    const done = await request(app)
      .post(`/demo/a%20b?uploadId=${id}`)
      .set('Host', 'oss-cn-hangzhou.aliyuncs.com')
      .set('x-oss-complete-all', 'yes');
    expect(done.text).toContain(
      '<Location>http://oss-cn-hangzhou.aliyuncs.com/demo/a%20b</Location>',
    );
    expect(done.text).toContain('<Key>a b</Key>');
  });

  it('are refused where a bucket has too many', async () => {
    for (let made = 0; made < mostUploads; made++)
      await world.store.uploads.begin('demo', 'a', {
        acl: 'default',
        headers: {},
        meta: {},
        storageClass: 'Standard',
      });
    const { status, text } = await request(app).post('/demo/a?uploads');
    expect({ status, code: codeIn(text) }).toEqual({ status: 400, code: 'InvalidRequest' });
    expect(text).toContain('More than 10000 multipart uploads');
  });

  it('take as many parts as a list of them names, in one document', async () => {
    const id = await begin();
    const parts = Array.from(
      { length: 10_000 },
      (_, index) =>
        `\n  <Part>\n    <PartNumber>${index + 1}</PartNumber>\n    <ETag>x</ETag>\n  </Part>`,
    );
    const document = (list: readonly string[]) =>
      `<CompleteMultipartUpload>${list.join('')}\n</CompleteMultipartUpload>`;
    const ask = (text: string) =>
      request(app).post(`/demo/a?uploadId=${id}`).type('application/xml').send(text);
    expect(codeIn((await ask(document(parts))).text)).toBe('InvalidPart');
    const twice = document([...parts, ...parts, ...parts]).slice(0, 2 * 2 ** 20);
    expect(codeIn((await ask(twice)).text)).toBe('MalformedXML');
  });
});

test('a part or an append for which there is no room is refused, and changes nothing', async () => {
  const small = { ...givenWorld(), store: createMemoryStore({ maxBytes: 100 }) };
  const full: World = { ...small, enter: (work) => work(full) };
  await givenBucket(full, 'demo');
  app = createApp(full);
  const id = await begin();
  for (const answer of [
    await putPart(id, 1, 'x'.repeat(101)),
    await request(app).post('/demo/log?append&position=0').send('x'.repeat(101)),
  ])
    expect(codeIn(answer.text)).toBe('EntityTooLarge');
  expect((await request(app).get(`/demo/a?uploadId=${id}`)).text).not.toContain('<Part>');
  expect((await request(app).head('/demo/log')).status).toBe(404);
});

test('appends that come at the same time follow each other or are refused', async () => {
  let sent = 0;
  let refused = 0;
  for (let position = 0; position < 10; sent++) {
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((text) =>
        request(app).post(`/demo/log?append&position=${position}`).send(text),
      ),
    );
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    for (const { status, headers } of answers) {
      if (status !== 200) {
        expect(status).toBe(409);
        refused += 1;
      }
      expect(headers['x-oss-next-append-position']).toBe(String(position + 1));
    }
    position += 1;
  }
  expect({ sent, refused }).toEqual({ sent: 10, refused: 20 });
  expect((await request(app).get('/demo/log')).text).toMatch(/^[ABC]{10}$/);
});

test('a reset drops uploads', async () => {
  await using oss = await startEmulator({ auth: 'off' });
  const put = () => fetch(`${oss.url}/photos`, { method: 'PUT' });
  await put();
  const begun = await fetch(`${oss.url}/photos/a?uploads`, { method: 'POST' });
  const id = uploadIdIn(await begun.text());
  expect((await fetch(`${oss.url}/-/reset`, { method: 'POST' })).status).toBe(200);
  await put();
  expect((await fetch(`${oss.url}/photos/a?uploadId=${id}`)).status).toBe(404);
  expect(await (await fetch(`${oss.url}/photos?uploads`)).text()).not.toContain('<Upload>');
});
