import { describe, expect, it } from 'vitest';
import { openForm } from './form.ts';

const limits = { name: 20, value: 1000, all: 2000 };
const part = (head: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
const end = '--x--\r\n';

/** A request whose body comes in pieces of so many bytes; `left` tells whether its reader gave it back. */
function requestOf(text: string, pieces = 65_536, contentType = 'multipart/form-data; boundary=x') {
  const bytes = Buffer.from(text);
  const state = { left: false };
  async function* body() {
    try {
      for (let at = 0; at < bytes.length; at += pieces)
        yield await Promise.resolve(bytes.subarray(at, at + pieces));
    } finally {
      state.left = true;
    }
  }
  return { headers: { 'content-type': contentType }, body: body(), state };
}

async function readForm(...of: Parameters<typeof requestOf>) {
  const form = await openForm(requestOf(...of), limits);
  const chunks: Uint8Array[] = [];
  for await (const chunk of form.file.content) chunks.push(chunk);
  return { ...form, text: Buffer.concat(chunks).toString() };
}
const refusalOf = (...of: Parameters<typeof requestOf>) =>
  readForm(...of).then(
    () => 'accepted',
    (error: unknown) => (error as { refusal?: string }).refusal,
  );

const form = `${part('name="key"', 'a/ü.txt')}${part('name="Empty"', '')}${part('name="file"; filename="C:\\\\dir\\\\ö \\"1\\".txt"\r\nContent-Type: text/plain; charset=utf-8', 'hello\r\n--y\r\n--')}`;

describe('a form', () => {
  it.each([1, 2, 3, 7, 65_536])('is read in pieces of %i bytes', async (pieces) => {
    const { fields, file, text } = await readForm(`preamble\r\n${form}${end}epilogue`, pieces);
    expect([...fields]).toEqual([
      ['key', 'a/ü.txt'],
      ['empty', ''],
    ]);
    expect(file).toMatchObject({ fileName: 'ö "1".txt', type: 'text/plain; charset=utf-8' });
    expect(text).toBe('hello\r\n--y\r\n--');
  });

  it('has no name and no type of a file that is a mere field', async () => {
    const { file, text } = await readForm(`${part('name=file', 'x')}${end}`);
    expect(file).toMatchObject({ fileName: undefined, type: undefined });
    expect(text).toBe('x');
  });

  it('takes the first of a name given twice, in any case', async () => {
    const twice = `${part('name="KEY"', 'a')}${part('name="key"', 'b')}${part('name="file"', '')}${end}`;
    expect((await readForm(twice)).fields.get('key')).toBe('a');
  });

  it('may have its button behind the file', async () => {
    expect((await readForm(`${form}${part('name="submit"', 'Upload')}${end}`)).text).toMatch(
      /^hello/,
    );
  });

  it('takes a boundary in quotes', async () => {
    const { text } = await readForm(
      `${form}${end}`,
      100,
      'Multipart/Form-Data; charset=UTF-8; boundary="x"',
    );
    expect(text).toMatch(/^hello/);
  });
});

describe.each([1, 65_536])('in pieces of %i bytes', (pieces) => {
  it.each([
    ['post-malformed', 'nothing of a form'],
    ['post-malformed', ''],
    ['post-malformed', form],
    ['post-malformed', form.slice(0, -10)],
    ['post-malformed', part('name="key"', 'a').slice(0, -3)],
    ['post-malformed', `--x\r\nContent-Type: text/plain\r\n\r\na\r\n${form}${end}`],
    ['post-malformed', `${part('other="key"', 'a')}${form}${end}`],
    [
      'post-malformed',
      `--x\r\nContent-Disposition: attachment; name="key"\r\n\r\na\r\n${form}${end}`,
    ],
    ['post-malformed', `${form}--x\r\nContent-Disposition: form-data; name="submit"\r\n${end}`],
    ['post-no-file', end],
    ['post-no-file', `${part('name="key"', 'a')}${end}`],
    ['post-files', `${form}${part('name="file"; filename="2"', 'b')}${end}`],
    ['post-file-not-last', `${form}${part('name="policy"', 'b')}${end}`],
    ['post-field-too-long', `${form}${part('name="submit"', 'b'.repeat(1025))}${end}`],
    ['post-field-name-too-long', `${part(`name="${'k'.repeat(21)}"`, 'a')}${form}${end}`],
    ['post-field-too-long', `${part('name="a"', 'a'.repeat(1001))}${form}${end}`],
    [
      'post-fields-too-long',
      `${['a', 'b', 'c'].map((name) => part(`name="${name}"`, 'a'.repeat(700))).join('')}${form}${end}`,
    ],
    [
      'accepted',
      `${['a', 'b'].map((name) => part(`name="${name}"`, 'a'.repeat(990))).join('')}${part('name="file"', '')}${end}`,
    ],
  ])('%s', async (refusal, text) => {
    expect(await refusalOf(text, pieces)).toBe(refusal);
  });
});

it.each([
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'x'.repeat(71)}`,
])('the type %s is none of a form', async (type) =>
  expect(await refusalOf(form + end, 100, type)).toBe('post-content-type'),
);

it('more fields than any form has are refused', async () => {
  const many = Array.from({ length: 1001 }, (_, i) => part(`name="${i}"`, '')).join('');
  const request = requestOf(`${many}${form}${end}`);
  await expect(openForm(request, { ...limits, all: 1_000_000 })).rejects.toMatchObject({
    refusal: 'post-fields-too-long',
  });
});

it('gives the body back when it is closed before its end', async () => {
  const request = requestOf(`${form.slice(0, -2)}${'.'.repeat(1_000_000)}`, 1000);
  const { file, close } = await openForm(request, limits);
  for await (const chunk of file.content) if (chunk.length > 0) break;
  await close();
  await expect.poll(() => request.state.left).toBe(true);
});

it('reads no further than its reader', async () => {
  let sent = 0;
  async function* body() {
    yield Buffer.from(form);
    for (; sent < 1000; sent++) yield await Promise.resolve(Buffer.alloc(65_536));
  }
  const { file, close } = await openForm(
    { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: body() },
    limits,
  );
  const reader = file.content[Symbol.asyncIterator]();
  await reader.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent).toBeLessThan(10);
  await reader.return?.();
  await close();
});

it('fails as its body fails, in a field and in the file', async () => {
  const failing = (text: string) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: (async function* () {
      yield await Promise.resolve(Buffer.from(text));
      throw new Error('the client hung up');
    })(),
  });
  await expect(
    openForm(failing(part('name="key"', 'aaa').slice(0, -2)), limits),
  ).rejects.toMatchObject({ refusal: 'post-malformed' });
  const { file } = await openForm(failing(form), limits);
  await expect(async () => {
    for await (const chunk of file.content) expect(chunk.length).toBeGreaterThan(0);
  }).rejects.toMatchObject({ refusal: 'post-malformed' });
});
