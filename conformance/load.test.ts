import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Case } from './case.ts';
import { loadFile } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(yaml: string, home = 'image/resize'): Case[] {
  const file = join(folder, 'cases.yaml');
  writeFileSync(file, yaml);
  return loadFile(file, home);
}
const plain = `
fits:
  shows: [lfit]
  given: grid-200x100.png
  when: image/resize,m_lfit,w_150,h_80
  then: { size: 150x75, bytes: 007 }
`;

describe('a file of cases', () => {
  it('makes one case of an entry in every edition', () => {
    const cases = load(plain);
    expect(cases.map(({ id, edition }) => [id, edition])).toEqual([
      ['resize/fits', '2019-09'],
      ['resize/fits', 'current'],
    ]);
    expect(cases[0]?.exchanges[0]).toEqual({
      when: {
        verb: 'GET',
        key: 'grid-200x100.png',
        setting: 'plain',
        process: 'image/resize,m_lfit,w_150,h_80',
        query: '',
        headers: {},
        as: 'anonymous',
      },
      then: { size: '150x75', bytes: [7] },
    });
  });

  it('takes sentence, citation and class from spec/', () => {
    const [first] = load(plain);
    expect(first?.shows[0]?.text).toContain('inside the box');
    expect(first?.evidence).toBe('documented');
    expect(load(plain.replace('[lfit]', '[lfit, one-side]'))[0]?.evidence).toBe('inferred');
    expect(load(plain + '  observed: sdk-suites\n')[0]?.evidence).toBe('observed');
    expect(
      load(
        plain.replace('[lfit]', '[chain:order, limit:source-bytes, image/crop#clipped]'),
      )[0]?.shows.map(({ name }) => name),
    ).toEqual(['chain:order', 'limit:source-bytes', 'image/crop#clipped']);
  });

  it('multiplies lists, reads tables, and resolves switches by edition', () => {
    const cases = load(`
sides:
  shows: [w]
  given: grid-200x100.png
  each: { key: [w, h], value: [0, { 2019-09: 4097, current: 16385 }] }
  when: image/resize,{key}_{value}
  then: { error: InvalidArgument, message: '{key} {value}' }
`);
    expect(cases.filter(({ edition }) => edition === 'current').map(({ id }) => id)).toEqual([
      'resize/sides[w,0]',
      'resize/sides[w,16385]',
      'resize/sides[h,0]',
      'resize/sides[h,16385]',
    ]);
    expect(cases[1]?.exchanges[0]?.then.message).toBe('w 4097');
  });

  it('fills keys as well as values', () => {
    const [made] = load(`
sources:
  shows: [w]
  given: '{source}'
  each: { source: [grid-200x100.png] }
  when: image/resize,w_100
  then: { size: 100x50 }
`);
    expect(made?.given).toEqual({ 'grid-200x100.png': 'grid-200x100.png' });
    expect(made?.exchanges[0]?.when.key).toBe('grid-200x100.png');
  });

  it('names a row by what its requests show', () => {
    const cases = load(`
table:
  shows: [w]
  edition: current
  given: grid-200x100.png
  each: [{ w: 1, size: 1x1 }, { w: 2, size: 2x1, observed: sdk-suites }]
  when: image/resize,w_{w}
  then: { size: '{size}' }
`);
    expect(cases.map(({ id, evidence }) => [id, evidence])).toEqual([
      ['resize/table[1]', 'documented'],
      ['resize/table[2]', 'observed'],
    ]);
  });

  it('keeps what only a target knows for later', () => {
    const [made] = load(`
put:
  shows: [source:api-objects]
  when: { put: '{base64:{bucket}}', body: { bytes: 3 }, as: owner, in: private }
  then: { status: 200, headers: { ETag: '{etag}' } }
`);
    expect(made?.exchanges[0]?.when).toMatchObject({
      key: '{base64:{bucket}}',
      body: { bytes: 3 },
      setting: 'private',
    });
    expect(made?.exchanges[0]?.then.headers).toEqual({ etag: '{etag}' });
  });
});

describe('a wrong case is refused with its place', () => {
  it.each([
    ['an unknown key', 'then: { size: 150x75', 'then: { sizes: 1x1', /:6:18 fits\.then\.sizes: /],
    ['a size that is none', '150x75', '150by75', /:6:\d+ fits\.then\.size: WxH/],
    ['an unknown sentence', '[lfit]', '[lift]', /:3:11 fits\.shows\.0: spec\/ has no lift/],
    [
      'an unknown fixture',
      'given: grid-200x100.png',
      'given: no.png',
      /:4:\d+ fits\.given: .*no\.png/,
    ],
    ['a name that nothing fills', 'w_150', 'w_{width}', /fits: nothing fills \{width\}/],
    ['a source that observed nothing', 'shows:', 'observed: manual\n  shows:', /fits\.observed: /],
    [
      'an unknown setting',
      'shows:',
      'in: nowhere\n  shows:',
      /fits\.in: settings\.yaml has no nowhere/,
    ],
    [
      'two verbs',
      'when: image/resize,m_lfit,w_150,h_80',
      'when: { get: a, put: a }',
      /:5:\d+ fits\.when: exactly one/,
    ],
    [
      'a case that expects nothing',
      '{ size: 150x75, bytes: 007 }',
      '{}',
      /fits\.then: expects nothing/,
    ],
    ['a missing then', 'then: { size: 150x75, bytes: 007 }', '', /fits\.then: /],
    ['broken YAML', 'then: {', 'then: {{', /:7:1 : Flow map/],
    ['a name twice', 'fits:', `fits: {}\nfits:`, /:3:\d+ .*unique/],
  ])('%s', (_, from, to, message) => {
    const wrong = plain.replace(from, to);
    expect(wrong).not.toBe(plain);
    expect(() => load(wrong)).toThrow(message);
  });

  it('two rows with one id', () => {
    const twice = plain
      .replace('when:', 'each: [{ a: x }, { a: x }]\n  when:')
      .replace('w_150', 'w_{a}');
    expect(() => load(twice)).toThrow(/two cases have the id resize\/fits\[x\]/);
  });
});
