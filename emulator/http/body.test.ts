import { describe, expect, it } from 'vitest';
import { declaredMd5, holdMd5, readBody } from './body.ts';
import type { Request } from './message.ts';
import { parseQuery } from './query.ts';

const md5 = 'XUFAKrxLKna5cZ2REBfFkg=='; // of `hello`, RFC 1321

function request(chunks: readonly string[], headers: Record<string, string> = {}): Request {
  async function* body() {
    for (const chunk of chunks) yield Promise.resolve(Buffer.from(chunk));
  }
  const { signal } = new AbortController();
  const query = parseQuery('');
  return { method: 'POST', path: '/', query, headers, body: body(), secure: false, signal };
}

describe('readBody', () => {
  it('collects what was sent', async () => {
    await expect(readBody(request(['hel', 'lo']), 5)).resolves.toEqual(Buffer.from('hello'));
    await expect(readBody(request([]), 0)).resolves.toEqual(Buffer.alloc(0));
  });

  it('stops at the bound', async () => {
    const sent: string[] = [];
    async function* endless() {
      for (;;) {
        sent.push('x');
        yield Promise.resolve(Buffer.from('x'));
      }
    }
    const asked = readBody({ ...request([]), body: endless() }, 3);
    await expect(asked).rejects.toThrow('body-too-large');
    expect(sent).toHaveLength(4);
  });

  it('checks a declared MD5', async () => {
    await expect(readBody(request(['hello'], { 'content-md5': md5 }), 9)).resolves.toBeDefined();
    await expect(readBody(request(['hallo'], { 'content-md5': md5 }), 9)).rejects.toThrow(
      'invalid-digest',
    );
  });
});

it.each(['', 'abc', 'XUFAKrxLKna5cZ2REBfFkg', '5d41402abc4b2a76b9719d911017c592'])(
  'refuses %j as an MD5',
  (value) => {
    expect(() => declaredMd5({ headers: { 'content-md5': value } })).toThrow('invalid-digest');
  },
);

it('holds an MD5 only where one was declared', () => {
  expect(declaredMd5({ headers: {} })).toBeUndefined();
  expect(() => holdMd5(undefined, md5)).not.toThrow();
});
