import { expect, it } from 'vitest';
import { type Request, type Response, sabotage, type Target } from './target.ts';

const asked: Request[] = [];
const answer: Response = { status: 200, headers: new Map(), body: Buffer.from('abc') };
const honest: Target = {
  edition: 'current',
  can: new Set(['write']),
  prepare: (setting) => Promise.resolve(`bucket-${setting}`),
  send(request) {
    asked.push(request);
    return Promise.resolve(answer);
  },
  host: () => 'host',
  curl: () => 'curl',
};
const request: Request = {
  verb: 'GET',
  bucket: 'b',
  key: 'k',
  query: '',
  headers: {},
  as: 'anonymous',
};

it('a saboteur changes what is asked and what is told, and nothing else', async () => {
  const liar = sabotage(honest, {
    lie: 'doubles the key and the body',
    caughtBy: {},
    ask: (r) => ({ ...r, key: r.key + r.key }),
    tell: (r) => ({ ...r, body: Buffer.concat([r.body, r.body]) }),
  });
  expect(Buffer.from((await liar.send(request)).body).toString()).toBe('abcabc');
  expect(asked).toEqual([{ ...request, key: 'kk' }]);
  expect([liar.edition, liar.can, liar.host('b'), liar.curl(request)]).toEqual([
    'current',
    honest.can,
    'host',
    'curl',
  ]);
  expect(await liar.prepare('plain', new Map())).toBe('bucket-plain');
});

it('a saboteur may only ask or only tell', async () => {
  const silent = sabotage(honest, { lie: 'none', caughtBy: {} });
  expect(await silent.send(request)).toBe(answer);
});
