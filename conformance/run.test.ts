import { describe, expect, it } from 'vitest';
import type { Case, Exchange, When } from './case.ts';
import { run, type RunOptions } from './run.ts';
import { NoAnswer, type Request, type Response, type Target } from './target.ts';
import type { Then } from './format/then.ts';

const ok: Response = {
  status: 200,
  headers: new Map([['etag', '"E"']]),
  body: Buffer.from('text'),
};

/** A target in this process that answers as it is told. */
function fake(
  send: (request: Request) => Promise<Response> | Response,
  part: Partial<Target> = {},
) {
  const asked: Request[] = [];
  const prepared: [string, string[]][] = [];
  const target: Target = {
    edition: 'current',
    can: new Set(['write', 'settings', 'other-account']),
    prepare(setting, objects) {
      prepared.push([setting, [...objects.keys()]]);
      return Promise.resolve(`made-${setting}`);
    },
    async send(request) {
      asked.push(request);
      return send(request);
    },
    host: (bucket) => `${bucket}.host`,
    curl: ({ key }) => `curl ${key}`,
    ...part,
  };
  return { target, asked, prepared };
}

const step = (when: Partial<When> = {}, then: Then = { text: 'text' }): Exchange => ({
  when: {
    verb: 'GET',
    key: 'pixel.png',
    setting: 'plain',
    query: '',
    headers: {},
    as: 'anonymous',
    ...when,
  },
  then,
});
const make = (id: string, exchanges: Exchange[] = [step()], part: Partial<Case> = {}): Case => ({
  id,
  edition: 'current',
  shows: [],
  evidence: 'documented',
  settings: ['plain'],
  given: { 'pixel.png': 'pixel.png' },
  exchanges,
  ...part,
});
const verdicts = async (options: RunOptions) =>
  (await run(options)).map(({ case: one, verdict }) => [one.id, verdict.is]);

describe('run', () => {
  it('answers in the order of the cases, several at a time and never more', async () => {
    let [now, most] = [0, 0];
    const { target } = fake(async ({ key }) => {
      most = Math.max(most, ++now);
      // The first takes longest.
      for (let i = key === '0' ? 50 : 1; i > 0; i--) await new Promise(setImmediate);
      now--;
      return ok;
    });
    const cases = Array.from({ length: 20 }, (_, i) => make(`x/${i}`, [step({ key: String(i) })]));
    const heard: string[] = [];
    const results = await run({
      cases,
      targets: [target],
      concurrency: 3,
      onResult: (r) => heard.push(r.case.id),
    });
    expect(results.map((r) => r.case.id)).toEqual(cases.map(({ id }) => id));
    expect(most).toBe(3);
    expect(heard).toHaveLength(20);
    expect(heard[0]).not.toBe('x/0');
  });

  it('prepares each setting once, with the objects of the cases that run', async () => {
    const { target, prepared } = fake(() => ok);
    const both = { settings: ['plain', 'private'], given: { a: 'pixel.jpg' } };
    await run({
      cases: [make('x/1'), make('x/2'), make('x/3', [step()], both)],
      targets: [target],
    });
    expect(prepared).toEqual([
      ['plain', ['pixel.png', 'a']],
      ['private', ['a']],
    ]);
  });

  it('runs only the cases of the editions that it has targets for', async () => {
    const { target } = fake(() => ok);
    const old = make('x/old', [step()], { edition: '2019-09' });
    expect(await verdicts({ cases: [old, make('x/new')], targets: [target] })).toEqual([
      ['x/new', 'pass'],
    ]);
  });

  it('keeps the answers of the results that are asked for, and no other', async () => {
    const { target } = fake(() => ok);
    const cases = [make('a'), make('b')];
    const keep: RunOptions['keep'] = ({ case: one }) => one.id === 'b';
    const results = await run({ cases, targets: [target], keep });
    const answers = results.map(({ exchanges }) => exchanges.map(({ response }) => response));
    expect(answers).toEqual([[undefined], [ok]]);
    const [first] = await run({ cases, targets: [target] });
    expect(first?.exchanges).toEqual([expect.not.objectContaining({ response: ok })]);
  });

  it('rejects when a target cannot be prepared', async () => {
    const { target } = fake(() => ok, { prepare: () => Promise.reject(new Error('403')) });
    await expect(run({ cases: [make('x/1')], targets: [target] })).rejects.toThrow('403');
  });
});

describe('a case', () => {
  it('fills in what only the target knows', async () => {
    const { target, asked } = fake(() => ok);
    const steps = [
      step({ key: '{base64:{bucket}}', process: 'b_{private}' }),
      step(
        { headers: { 'if-match': '{etag}', x: '{host}' }, setting: 'private' },
        { text: 'text' },
      ),
      step({ bucket: '{bucket}-new', key: '' }),
    ];
    expect(
      await verdicts({
        cases: [make('x/1', steps, { settings: ['plain', 'private'] })],
        targets: [target],
      }),
    ).toEqual([['x/1', 'pass']]);
    expect(asked.map(({ bucket, key }) => [bucket, key])).toEqual([
      ['made-plain', Buffer.from('made-plain').toString('base64url')],
      ['made-private', 'pixel.png'],
      ['made-plain-new', ''],
    ]);
    expect(asked[0]?.process).toBe('b_made-private');
    expect(asked[1]?.headers).toEqual({ 'if-match': '"E"', x: 'made-private.host' });
  });

  it('sends the bodies that it names', async () => {
    const { target, asked } = fake(() => ok);
    const bodies = ['a{bucket}', { bytes: 252 }, { fixture: 'text.jpg' }] as const;
    await run({
      cases: [
        make(
          'x/1',
          bodies.map((body) => step({ verb: 'PUT', body })),
        ),
      ],
      targets: [target],
    });
    expect(asked.map(({ body }) => body?.length)).toEqual(['amade-plain'.length, 252, 40]);
    expect([...(asked[1]?.body ?? [])].slice(249)).toEqual([249, 250, 0]);
  });

  it('compares with its source and with the answer before', async () => {
    const { target } = fake(() => ok);
    const steps = [step(), step({}, { identical: 'before' })];
    const results = await run({
      cases: [make('x/before', steps), make('x/source', [step({}, { identical: 'source' })])],
      targets: [target],
    });
    expect(results.map(({ verdict }) => verdict.is)).toEqual(['pass', 'fail']);
  });

  it('ends with the first exchange that fails', async () => {
    const { target, asked } = fake(() => ok);
    const [result] = await run({
      cases: [make('x/1', [step({}, { text: 'other' }), step()])],
      targets: [target],
    });
    expect(result?.verdict).toMatchObject({
      is: 'fail',
      findings: [{ check: 'text', expected: 'other', actual: 'text' }],
    });
    expect(asked).toHaveLength(1);
    expect(result?.exchanges.map(({ command }) => command)).toEqual(['curl pixel.png']);
  });

  it('fails when the target gives no answer', async () => {
    const { target } = fake(() => Promise.reject(new NoAnswer('hung up')));
    const [result] = await run({ cases: [make('x/1')], targets: [target] });
    expect(result?.verdict).toMatchObject({
      is: 'fail',
      findings: [{ check: 'answer', actual: 'hung up' }],
    });
    expect(result?.exchanges).toHaveLength(1);
  });

  it.each([
    [
      'the target cannot be reached',
      () => Promise.reject(new Error('ECONNREFUSED')),
      { text: 'x' },
    ],
    ['it expects what the suite cannot judge', () => ok, { error: 'Nonsense' }],
    ['it compares with nothing', () => ok, { identical: 'before' as const }],
  ])('is an error when %s', async (_, send, then) => {
    const { target } = fake(send);
    expect(await verdicts({ cases: [make('x/1', [step({}, then)])], targets: [target] })).toEqual([
      ['x/1', 'error'],
    ]);
  });

  it('is skipped, and not sent, where the target or a fixture lacks', async () => {
    const hash = `sha256:${'0'.repeat(64)}`;
    const cases = [
      make('x/write', [step({ verb: 'PUT', as: 'owner' })]),
      make('x/setting', [step()], { settings: ['private'] }),
      make('x/other', [step({ as: 'other' })]),
      make('x/fixture', [step()], { given: { a: hash } }),
    ];
    const { target, asked, prepared } = fake(() => ok, { can: new Set() });
    const results = await run({ cases, targets: [target] });
    expect(results.map(({ verdict }) => verdict)).toEqual([
      { is: 'skip', reason: 'the target lacks write' },
      { is: 'skip', reason: 'the target lacks settings' },
      { is: 'skip', reason: 'the target lacks write' },
      { is: 'skip', reason: `--fixtures has no file ${hash}` },
    ]);
    expect([asked, prepared]).toEqual([[], []]);
  });

  it('is skipped where its bucket can be no part of a host, and hosts name buckets', async () => {
    const cases = [make('x/dotted', [step({ bucket: 'a.b' })])];
    const virtual = fake(() => ok, {
      host: (bucket) => (bucket === '' ? 'host' : `${bucket}.host`),
    });
    const path = fake(() => ok, { host: () => 'host' });
    expect(await verdicts({ cases, targets: [virtual.target] })).toEqual([['x/dotted', 'skip']]);
    expect(await verdicts({ cases, targets: [path.target] })).toEqual([['x/dotted', 'pass']]);
  });

  it('may differ where divergences.yaml says so, in that edition', async () => {
    const { target } = fake(() => ok);
    const cases = [make('x/differs', [step({}, { text: 'other' })]), make('x/stale')];
    const known = { because: 'why' };
    expect(
      await verdicts({
        cases,
        targets: [target],
        divergences: { 'x/differs': known, 'x/stale': known },
      }),
    ).toEqual([
      ['x/differs', 'known'],
      ['x/stale', 'fail'],
    ]);
    const elsewhere = { because: 'why', edition: '2019-09' as const };
    expect(
      await verdicts({
        cases,
        targets: [target],
        divergences: { 'x/differs': elsewhere, 'x/stale': elsewhere },
      }),
    ).toEqual([
      ['x/differs', 'fail'],
      ['x/stale', 'pass'],
    ]);
  });

  it('is looked at as closely as the level says', async () => {
    const { target } = fake(() => ok);
    const cases = [make('x/1', [step({}, { bytes: [1], text: 'text' })])];
    expect(await verdicts({ cases, targets: [target] })).toEqual([['x/1', 'fail']]);
    expect(await verdicts({ cases, targets: [target], level: 'core' })).toEqual([['x/1', 'pass']]);
  });
});
