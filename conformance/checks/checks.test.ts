import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawNumber } from '../../fixtures/numbered.ts';
import { writePng } from '../../fixtures/png.ts';
import { packageRoot, specOf } from '../../spec/corpus.ts';
import { expectation, type Then } from '../format/then.ts';
import { findFixture } from '../fixtures.ts';
import { observe } from '../observe.ts';
import type { Request, Response } from '../target.ts';
import type { About } from './check.ts';
import { check, type Level } from './checks.ts';

const read = (name: string) => readFileSync(join(packageRoot, 'fixtures', 'image', name));
const request: Request = {
  verb: 'GET',
  bucket: 'b',
  key: 'grid-200x100.png',
  query: '',
  headers: {},
  as: 'anonymous',
};
const grid = findFixture('grid-200x100.png', new Map())!;
const about: About = { spec: specOf('current'), request, source: grid };

function answer(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  status = 200,
): Response {
  return { status, headers: new Map(Object.entries(headers)), body: Buffer.from(body) };
}
const numbered = (number: number) => answer(writePng(drawNumber(number, 160, 96)));
const turnedNumber = answer(
  await sharp(writePng(drawNumber(7, 160, 96)))
    .rotate(90)
    .png()
    .toBuffer(),
);
const golden = (name: string) =>
  answer(readFileSync(join(packageRoot, 'golden', 'reference', `${name}.png`)));
const picture = (name: string) => answer(read(name), { 'content-type': 'image/png' });

const id = '5C3D9175B6FC201293AD4890';
const errorXml = (
  rest = '<EC>0026-00000001</EC><RecommendDoc>x</RecommendDoc>',
  head = '<Code>NoSuchKey</Code><Message>gone</Message>',
) =>
  `<?xml version="1.0" encoding="UTF-8"?><Error>${head}<RequestId>${id}</RequestId><HostId>h</HostId><Key>k</Key>${rest}</Error>`;
const errorHeaders = {
  'content-type': 'application/xml',
  'x-oss-request-id': id,
  'x-oss-ec': '0026-00000001',
};
const refused = answer(errorXml(), errorHeaders, 404);

/** The names of the checks that an answer fails. */
async function failed(then: unknown, response: Response, more: Partial<About> = {}, level?: Level) {
  const expected: Then = expectation.parse(then);
  const findings = await check(expected, observe(response), { ...about, ...more }, level);
  return findings.filter(({ ok }) => !ok).map(({ check: name }) => name);
}

describe('each key of then passes what it asks for and fails what it does not', () => {
  const source = readFileSync(join(packageRoot, 'fixtures/image/grid-200x100.png'));
  const list = (...keys: string[]) =>
    answer(`<List>${keys.map((k) => `<Contents><Key>${k}</Key></Contents>`).join('')}</List>`);
  const rows: readonly (readonly [
    key: string,
    expected: unknown,
    good: Response,
    bad: Response,
  ])[] = [
    ['status', '204', answer('', {}, 204), answer('', {}, 200)],
    [
      'modified',
      'just-now',
      answer('', {
        date: 'Sun, 22 Nov 2026 14:00:00 GMT',
        'last-modified': 'Sun, 22 Nov 2026 13:59:59 GMT',
      }),
      answer('', {
        date: 'Sun, 22 Nov 2026 14:00:00 GMT',
        'last-modified': 'Sat, 21 Nov 2026 14:00:00 GMT',
      }),
    ],
    [
      'error',
      'NoSuchKey',
      refused,
      answer(
        errorXml('<EC>0026-00000001</EC>', '<Code>AccessDenied</Code><Message>gone</Message>'),
        errorHeaders,
        404,
      ),
    ],
    [
      'message',
      'gone',
      refused,
      answer(
        errorXml('<EC>0026-00000001</EC>', '<Code>NoSuchKey</Code><Message>here</Message>'),
        errorHeaders,
        404,
      ),
    ],
    [
      'ec',
      '0026-00000001',
      refused,
      answer(
        errorXml('<EC>0026-00000002</EC>'),
        { ...errorHeaders, 'x-oss-ec': '0026-00000002' },
        404,
      ),
    ],
    [
      'elements',
      { Key: 'k', Absent: 'absent' },
      refused,
      answer(errorXml().replace('<Key>k', '<Key>l'), errorHeaders, 404),
    ],
    ['format', 'png', picture('grid-200x100.png'), picture('grid-600x400-q90.jpg')],
    [
      'type',
      'image/png',
      picture('grid-200x100.png'),
      answer('', { 'content-type': 'image/jpeg' }),
    ],
    ['size', '200x100', picture('grid-200x100.png'), picture('grid-100x100.png')],
    ['bytes', ['3', '4'], answer('abc'), answer('abcde')],
    ['at-most', '3', answer('abc'), answer('abcd')],
    [
      'colours',
      { '0,0': '141414', '199,99': 'ECEC14' },
      picture('grid-200x100.png'),
      picture('grey.png'),
    ],
    [
      'frame-colours',
      { '30,20': ['DC2828', '28B43C', '2846DC', 'F0D232'] },
      picture('animated.gif'),
      picture('equal-frames.gif'),
    ],
    [
      'ink',
      { left: '20', right: '40', top: '0', bottom: '20', area: '395..405', colour: '0000FF' },
      picture('mark-halves-40x20.png'),
      picture('mark-red-40x20.png'),
    ],
    ['frame', '7', numbered(7), numbered(8)],
    ['turned', '0', numbered(7), turnedNumber],
    ['golden', 'resize-lfit', golden('resize-lfit'), golden('resize-fill')],
    ['frames', '4', picture('animated.gif'), picture('still.gif')],
    ['delays', ['100', '200', '300', '400'], picture('animated.webp'), picture('still.webp')],
    ['loop', '3', picture('animated.gif'), picture('still.gif')],
    ['progressive', 'true', picture('progressive.jpg'), picture('quality-80.jpg')],
    ['alpha', 'true', picture('alpha-staircase.png'), picture('grid-200x100.png')],
    ['quality', '80', picture('quality-80.jpg'), picture('quality-82.jpg')],
    ['orientation', 'absent', picture('quality-80.jpg'), picture('exif-6.jpg')],
    ['metadata', 'absent', picture('quality-80.jpg'), picture('exif-6.jpg')],
    ['jfif', '1x1/0', picture('jfif-none.jpg'), picture('dpi-96.jpg')],
    ['sampling', '4:2:0', picture('quality-80.jpg'), picture('exif-1.jpg')],
    ['chunks', ['IHDR', 'IDAT', 'IEND'], picture('grid-200x100.png'), picture('palette.png')],
    ['identical', 'source', answer(source), answer(source.subarray(1))],
    ['differs', 'source', answer('x'), answer(source)],
    [
      'json',
      { a: '1', b: ['x'] },
      answer('{"b": ["x"], "a": 1}'),
      answer('{"b": ["x"], "a": 1, "c": 2}'),
    ],
    ['text', 'abc', answer('abc'), answer('abd')],
    ['contains', ['b', 'c'], answer('abc'), answer('ab')],
    ['empty', 'true', answer(''), answer('a')],
    [
      'headers',
      { a: '/^x/', b: 'present', c: 'absent' },
      answer('', { a: 'xyz', b: '' }),
      answer('', { a: 'xyz', b: '', c: '' }),
    ],
    ['xml', { 'Contents.Key': 'k' }, list('k', 'l'), list('l', 'k')],
    ['keys', ['k', 'l'], list('k', 'l'), list('k')],
  ];

  it.each(rows)('%s', async (key, expected, good, bad) => {
    expect(await failed({ status: String(good.status), [key]: expected }, good)).toEqual([]);
    expect(await failed({ status: String(bad.status), [key]: expected }, bad)).toEqual([key]);
  });

  it('has a row for every key', () => {
    const covered = [...rows.map(([key]) => key), 'pixels'];
    expect(covered.sort()).toEqual(Object.keys(expectation.shape).sort());
  });
});

describe('pixels: predicted', () => {
  const crop = { ...request, process: 'image/crop,w_100,h_100' };
  it('finds the grid where the oracle puts it, and nothing else', async () => {
    const whole = { ...request, process: 'image/resize,w_200' };
    expect(
      await failed({ pixels: 'predicted' }, picture('grid-200x100.png'), { request: whole }),
    ).toEqual([]);
    expect(
      await failed({ pixels: 'predicted' }, picture('lossless.webp'), { request: whole }),
    ).toEqual([]);
    expect(
      await failed({ pixels: 'predicted' }, picture('still.webp'), { request: whole }),
    ).toEqual([]);
    expect(
      await failed({ pixels: 'predicted' }, picture('grid-100x100.png'), { request: whole }),
    ).toEqual(['pixels']);
    // The size is right and the cells are not.
    expect(
      await failed({ pixels: 'predicted' }, picture('grid-100x100.png'), { request: crop }),
    ).toEqual(['pixels']);
    const turned = { ...request, process: 'image/rotate,180' };
    expect(
      await failed({ pixels: 'predicted' }, picture('grid-200x100.png'), { request: turned }),
    ).toEqual(['pixels']);
  });

  it('cannot pass where there is nothing to compare', async () => {
    const tiny = { ...request, process: 'image/resize,w_4' };
    await expect(
      failed({ pixels: 'predicted' }, picture('pixel.png'), { request: tiny }),
    ).rejects.toThrow(/too small/);
    await expect(failed({ pixels: 'predicted' }, picture('grid-200x100.png'))).rejects.toThrow(
      /predicts nothing/,
    );
    const photo = findFixture('photo-400x267.jpg', new Map())!;
    await expect(
      failed({ pixels: 'predicted' }, picture('grid-200x100.png'), { source: photo }),
    ).rejects.toThrow(/no grid/);
  });
});

describe('what is implied', () => {
  it('is a success where no error is named', async () => {
    expect(await failed({ empty: 'true' }, answer('', {}, 204))).toEqual([]);
    expect(await failed({ empty: 'true' }, answer('', {}, 304))).toEqual(['status']);
    expect(await failed({ type: 'application/xml' }, refused)).toEqual(['status']);
  });

  it('is the status of the error', async () => {
    expect(await failed({ error: 'NoSuchKey' }, refused)).toEqual([]);
    expect(await failed({ error: 'NoSuchKey' }, { ...refused, status: 400 })).toEqual(['status']);
    expect(await failed({ error: 'NoSuchKey' }, { ...refused, status: 200 })).toEqual(['status']);
    await expect(failed({ error: 'Nonsense' }, refused)).rejects.toThrow(/no status for Nonsense/);
  });

  it.each<[string, Response]>([
    ['is well-formed', answer(errorXml().replace('</Error>', ''), errorHeaders, 404)],
    ['has its root', answer(errorXml().replaceAll('Error>', 'Fault>'), errorHeaders, 404)],
    [
      'has its elements in order',
      answer(
        errorXml('', '<Message>gone</Message><Code>NoSuchKey</Code>'),
        { ...errorHeaders, 'x-oss-ec': '' },
        404,
      ),
    ],
    ['has EC last', answer(errorXml('<EC>0026-00000001</EC><Key>k</Key>'), errorHeaders, 404)],
    [
      'has the request id of the header',
      answer(errorXml(), { ...errorHeaders, 'x-oss-request-id': 'F'.repeat(24) }, 404),
    ],
    [
      'has a request id of 24 digits',
      answer(errorXml().replace(id, 'abc'), { ...errorHeaders, 'x-oss-request-id': 'abc' }, 404),
    ],
    [
      'has the EC of the header',
      answer(errorXml(), { ...errorHeaders, 'x-oss-ec': '0026-00000002' }, 404),
    ],
    ['has no EC in the header alone', answer(errorXml(''), errorHeaders, 404)],
    [
      'is declared as XML',
      answer(errorXml(), { ...errorHeaders, 'content-type': 'text/html' }, 404),
    ],
  ])('of a refusal: %s', async (_, response) => {
    expect(await failed({ status: '404' }, response)).toEqual(['shape']);
  });

  it('is no EC in an edition without', async () => {
    expect(await failed({ error: 'NoSuchKey' }, refused, { spec: specOf('2019-09') })).toEqual([
      'shape',
    ]);
    const { 'x-oss-ec': _, ...headers } = errorHeaders;
    expect(
      await failed({ error: 'NoSuchKey' }, answer(errorXml(''), headers, 404), {
        spec: specOf('2019-09'),
      }),
    ).toEqual([]);
  });

  it('is the document in x-oss-err of a refused HEAD', async () => {
    const head = answer(
      '',
      { ...errorHeaders, 'x-oss-err': Buffer.from(errorXml()).toString('base64') },
      404,
    );
    expect(await failed({ error: 'NoSuchKey', message: 'gone' }, head)).toEqual([]);
    expect(await failed({ error: 'NoSuchKey', message: 'here' }, head)).toEqual(['message']);
    expect(await failed({ error: 'NoSuchKey' }, answer('', errorHeaders, 404))).toEqual([
      'shape',
      'error',
    ]);
  });

  it('is a header that parses', async () => {
    const processed = { request: { ...request, process: 'image/resize,w_1' } };
    expect(await failed({ type: 'image/png' }, picture('truncated.png'), processed)).toEqual([
      'header',
    ]);
    expect(await failed({ type: 'image/png' }, picture('pixel.png'), processed)).toEqual([]);
  });
});

it('looks no closer than its level', async () => {
  const then = { bytes: '1', colours: { '0,0': 'FFFFFF' }, size: '1x1' };
  const grid200 = picture('grid-200x100.png');
  expect(await failed(then, grid200)).toEqual(['size', 'bytes', 'colours']);
  expect(await failed(then, grid200, {}, 'pixels')).toEqual(['size', 'colours']);
  expect(await failed(then, grid200, {}, 'core')).toEqual(['size']);
});

it('allows a lossy format more than a lossless one', async () => {
  const near = { '30,20': '151415' };
  expect(await failed({ colours: near }, picture('grid-600x400-q90.jpg'))).toEqual([]);
  expect(await failed({ colours: { '5,5': '151415' } }, picture('grid-200x100.png'))).toEqual([
    'colours',
  ]);
  expect(await failed({ colours: { '600,0': '141414' } }, picture('grid-600x400-q90.jpg'))).toEqual(
    ['colours'],
  );
});
