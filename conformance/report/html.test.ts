import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { corpus, packageRoot } from '../../spec/corpus.ts';
import { loadAll } from '../all.ts';
import type { Case } from '../case.ts';
import type { Then } from '../format/then.ts';
import type { Result } from '../run.ts';
import type { Verdict } from '../verdict.ts';
import { replayWith } from './explain.ts';
import { keepForHtml, writeHtml } from './html.ts';
import { chooseExamples } from './sheet/examples.ts';

const read = (...path: string[]) => readFile(join(packageRoot, ...path));
const cases = loadAll();
const replay = replayWith('oss-conformance run');

interface Answer {
  readonly given: string;
  readonly process: string;
  readonly body: Uint8Array;
  readonly then?: Then;
  readonly verdict?: Verdict;
}

function resultOf({ given, process, body, then = {}, verdict = { is: 'pass' } }: Answer): Result {
  const when = {
    verb: 'GET',
    key: given,
    setting: 'plain',
    process,
    query: '',
    headers: {},
    as: 'anonymous',
  } as const;
  const one: Case = {
    id: `file/${process}`,
    edition: 'current',
    shows: [{ name: 'image/resize#lfit', text: 'lfit <fits> & stays', cite: ['manual#1.3'] }],
    evidence: 'documented',
    settings: ['plain'],
    given: { [given]: given },
    exchanges: [{ when, then }],
  };
  const { setting: _, ...request } = when;
  const response = { status: 200, headers: new Map<string, string>(), body };
  const exchanged = {
    request: { ...request, bucket: 'b' },
    command: "curl 'x'",
    findings: [],
    response,
  };
  return { case: one, verdict, exchanges: [exchanged], milliseconds: 1 };
}

async function write(...answers: Answer[]) {
  const files = await writeHtml(answers.map(resultOf), replay);
  const page = String(files.get('contact-sheet.html'));
  const images = [...page.matchAll(/<img src="([^"]*)"/g)].map(([, src]) => src!);
  return { files, page, images };
}

test('input, request, output, golden and what differs stand beside each other', async () => {
  const { page, files, images } = await write({
    given: 'photo-240x160.png',
    process: 'image/resize,w_100',
    body: await read('golden', 'reference', 'resize-lfit.png'),
    then: { golden: 'resize-lfit' },
  });
  for (const part of ['input', 'output', 'golden', 'difference', 'flicker'])
    expect(page).toContain(part);
  expect(page).toContain('<h3>image/resize,w_100</h3>');
  expect(page).toContain('<b>pass</b> documented · current · file/image/resize,w_100');
  expect(page).toContain('png 240x160');
  expect(page).toContain('png 100x67');
  expect(page).toMatch(/<article class="pass">/);
  // The output is the golden, so three different pictures; the flicker shows two of them again.
  expect([images.length, new Set(images).size]).toEqual([6, 3]);
  for (const image of images) expect([...files.keys()]).toContain(image);
});

test('the page needs no network, and nothing that was answered becomes markup', async () => {
  const hostile = '<script>alert(1)</script><img src="https://example.com/x.png">';
  const { page } = await write(
    { given: 'photo-240x160.png', process: 'image/info', body: Buffer.from(hostile) },
    {
      given: 'photo-240x160.png',
      process: `image/resize,w_1"><script>`,
      body: Buffer.from('\u0000'),
      verdict: {
        is: 'fail',
        findings: [{ check: 'text', ok: false, expected: 'x', actual: hostile }],
      },
    },
  );
  expect(page).not.toMatch(/<script|src="http|href="http|\u0000/);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('what did not pass comes first, and says why and how to ask again', async () => {
  const wrong = await read('golden', 'reference', 'resize-lfit.png');
  const findings = [{ check: 'size', ok: false, expected: '150x75', actual: '100x67' }];
  const { page } = await write(
    { given: 'grid-200x100.png', process: 'image/crop,w_10', body: wrong },
    {
      given: 'grid-200x100.png',
      process: 'image/resize,w_150',
      body: wrong,
      verdict: { is: 'fail', findings },
    },
  );
  const first = page.indexOf('<article class="fail">');
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(page.indexOf('<article class="pass">'));
  expect(page).toMatch(/expected {2}150x75\n {4}actual {4}100x67/);
  expect(page).toContain('--only &#39;file/image/resize,w_150&#39;');
});

test('what browsers do not show as it is stored is shown as PNG', async () => {
  const { images } = await write({
    given: 'exif-6.jpg',
    process: 'image/format,tiff',
    body: await read('fixtures', 'image', 'lzw.tiff'),
  });
  expect(images.length).toBeGreaterThanOrEqual(2);
  for (const image of images) expect(image).toMatch(/\.png$/);
});

test('a result whose answer was not kept is shown without it', async () => {
  const [kept] = [
    resultOf({ given: 'photo-240x160.png', process: 'image/resize,w_9', body: Buffer.from('x') }),
  ];
  const forgotten = {
    ...kept,
    exchanges: kept.exchanges.map(({ response: _, ...rest }) => rest),
  };
  const page = String((await writeHtml([forgotten], replay)).get('contact-sheet.html'));
  expect(page).toContain('image/resize,w_9');
  expect(page).not.toContain('<figcaption>output');
});

test('a run keeps the answers of examples and of what fails, up to a bound', () => {
  const [example] = chooseExamples(cases);
  const other = cases.find((one) => chooseExamples(cases).every((chosen) => chosen.case !== one))!;
  const result = (one: Case, is: 'pass' | 'fail', bytes: number): Result => {
    const base = resultOf({ given: 'pixel.png', process: '', body: new Uint8Array(bytes) });
    return { ...base, case: one, verdict: is === 'pass' ? { is } : { is, findings: [] } };
  };
  const keep = keepForHtml(cases);
  expect(keep(result(example!.case, 'pass', 1))).toBe(true);
  expect(keep(result(other, 'pass', 1))).toBe(false);
  expect(keep(result(other, 'fail', 100 * 2 ** 20))).toBe(true);
  expect(keep(result(other, 'fail', 100 * 2 ** 20))).toBe(false);
  expect(keep(result(other, 'fail', 1))).toBe(true);
});

test('every parameter and every value of a closed list has an example', () => {
  const modes = new Map<string, string[]>();
  for (const { operation, modes: shown } of chooseExamples(cases))
    modes.set(operation, [...(modes.get(operation) ?? []), ...shown]);
  expect(modes.size).toBeGreaterThan(16);
  for (const [id, shown] of modes) {
    const { parameters, bare } = corpus.editions.current.operations[id]!;
    for (const [key, parameter] of Object.entries(parameters)) {
      // Nothing that x-oss-process takes.
      if (parameter.within === 'old-grammar') continue;
      if (parameter.type === 'enum')
        for (const value of parameter.values) expect(shown, id).toContain(`${key}_${value}`);
      else expect(shown.join(' '), id).toMatch(new RegExp(`\\b${key}(_[01])?\\b`));
    }
    if (bare?.type === 'enum') expect(shown, id).toEqual(expect.arrayContaining(bare.values));
  }
});

test('every golden has its place', () => {
  const shown = chooseExamples(cases).map((example) => example.case);
  const asked = cases.filter(
    ({ edition, exchanges }) => edition === 'current' && exchanges[0]?.then.golden !== undefined,
  );
  expect(asked.length).toBeGreaterThanOrEqual(16);
  for (const one of asked) expect(shown, one.id).toContain(one);
});
