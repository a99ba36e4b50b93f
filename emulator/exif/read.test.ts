import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { exifBlock } from './block.ts';
import { readExif } from './read.ts';

const fixture = (name: string) => readFileSync(join(packageRoot, 'fixtures/image', name));
const camera = exifBlock(fixture('exif-camera.jpg'), 'jpg')!;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** The four bytes of the field: values, or their place. */
  readonly bytes: string;
}

/** A big-endian structure with one directory at 8, and what follows it. */
function structure(entries: readonly Entry[], rest = '', next = 0): Buffer {
  const hex = (value: number, width: number) => value.toString(16).padStart(width, '0');
  const fields = entries.map(
    ({ tag, type, count, bytes }) => hex(tag, 4) + hex(type, 4) + hex(count, 8) + bytes,
  );
  const directory = hex(entries.length, 4) + fields.join('') + hex(next, 8);
  return Buffer.from(`4d4d002a00000008${directory}${rest}`.replaceAll(' ', ''), 'hex');
}
const told = (entries: readonly Entry[], rest = '', next = 0) =>
  Object.fromEntries(readExif(structure(entries, rest, next)));

test.each([
  [1, 'bytes', 4, '01020304', '1 2 3 4'],
  [2, 'text up to the first zero', 4, '41420043', 'AB'],
  [2, 'text without a zero', 4, '41424344', 'ABCD'],
  [2, 'text that is no UTF-8', 2, 'e9000000', '\ufffd'],
  [3, 'numbers of 16 bits', 2, '00010002', '1 2'],
  [4, 'numbers of 32 bits', 1, 'ffffffff', '4294967295'],
  [6, 'bytes below zero', 2, 'ff7f0000', '-1 127'],
  [7, 'bytes without a meaning', 4, '30323330', '48 50 51 48'],
  [8, '16 bits below zero', 2, 'ffff0002', '-1 2'],
  [9, '32 bits below zero', 1, 'fffffffe', '-2'],
  [11, 'a floating-point number', 1, '3fc00000', '1.5'],
  [13, 'a place', 1, '00000008', '8'],
])('type %i: %s', (type, _, count, bytes, expected) => {
  expect(told([{ tag: 0x010e, type, count, bytes }])).toEqual({ ImageDescription: expected });
});

test.each([
  [5, 1, '00000012 fffffffe', '18/4294967294'],
  [10, 1, 'fffffff6 00000003', '-10/3'],
  [5, 2, '00000001 00000002 00000003 00000004', '1/2 3/4'],
  [12, 1, '3ff3c0ca428c59fb', '1.23457'],
])('type %i beside the directory', (type, count, rest, expected) => {
  expect(told([{ tag: 0x011a, type, count, bytes: '0000001a' }], rest)).toEqual({
    XResolution: expected,
  });
});

test('256 numbers are written out, 257 told by their size', () => {
  const list = (count: number) =>
    told([{ tag: 0x010e, type: 3, count, bytes: '0000001a' }], '0001'.repeat(count));
  expect(list(256)['ImageDescription']).toBe(Array.from({ length: 256 }, () => '1').join(' '));
  expect(list(257)['ImageDescription']).toBe('514 bytes undefined data');
});

const place = (values: string) =>
  told(
    [{ tag: 0x8825, type: 4, count: 1, bytes: '0000001a' }],
    `0001 0002 0005 00000003 0000002c 00000000 ${values}`,
  )['GPSLatitude'];
test.each([
  ['0deg ', '00000000 00000001 00000000 000003e8 00000000 00000001'],
  ['31deg 55\' 3.870" ', '0000001f 00000001 00000037 00000001 00000183 00000064'],
  ["12deg 30' ", '0000000c 00000001 0000001e 00000001 00000000 00000001'],
  ["12deg 30.50000' ", '0000000c 00000001 0000003d 00000002 00000000 00000001'],
  ['12.5000000deg ', '00000019 00000002 00000000 00000001 00000000 00000001'],
  ['0deg 0\' 7" ', '00000000 00000001 00000000 00000001 00000007 00000001'],
  ['(1/0 2/1 3/1)', '00000001 00000000 00000002 00000001 00000003 00000001'],
])('an angle is %s', (expected, values) => {
  expect(place(values)).toBe(expected);
});

const comment = (bytes: string) =>
  told(
    [{ tag: 0x8769, type: 4, count: 1, bytes: '0000001a' }],
    `0001 9286 0007 ${(bytes.length / 2).toString(16).padStart(8, '0')} 0000002c 00000000 ${bytes}`,
  )['UserComment'];
test.each([
  ['charset="Ascii" hi', '4153434949000000 6869'],
  ['charset="Unicode" 图', '554e49434f444500 56fe 0000'],
  ['hi', '0000000000000000 6869'],
  ['', '41534349 49'],
])('a comment is %s', (expected, bytes) => {
  expect(comment(bytes.replaceAll(' ', ''))).toBe(expected);
});

test('directories that lead to each other are read once', () => {
  const ring = [
    { tag: 0x8769, type: 4, count: 1, bytes: '00000008' },
    { tag: 0x8825, type: 4, count: 1, bytes: '00000008' },
    { tag: 0x010f, type: 2, count: 4, bytes: '41420000' },
  ];
  expect(told(ring, '', 8)).toMatchObject({ Make: 'AB', ExifTag: '8' });
});

test.each([
  ['a type that is none', { tag: 0x010f, type: 99, count: 1, bytes: '00000000' }],
  ['no values', { tag: 0x010f, type: 2, count: 0, bytes: '00000000' }],
  ['values outside the block', { tag: 0x010f, type: 2, count: 5, bytes: 'fffffff0' }],
  ['more values than bytes', { tag: 0x010f, type: 5, count: 0xffff_ffff, bytes: '00000008' }],
  ['a tag without a name', { tag: 0xea1c, type: 2, count: 1, bytes: '41000000' }],
])('%s is not told', (_, entry) => {
  expect(told([entry])).toEqual({});
});

test('a directory of more than 256 fields is not read', () => {
  const field = { tag: 0x010f, type: 2, count: 4, bytes: '41420000' };
  const of = (length: number) => told(Array.from({ length }, () => field));
  expect(of(256)).toEqual({ Make: 'AB' });
  expect(of(257)).toEqual({});
});

test('a block that is cut off anywhere tells what is whole, or nothing', () => {
  const whole = readExif(camera);
  for (let length = 0; length < camera.length; length += 1)
    for (const [name, value] of readExif(camera.subarray(0, length)))
      expect(value).toBe(whole.get(name));
});

test('bytes at random are read without an error and in no time that grows', () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
  console.log(`SEED=${seed}`);
  let state = seed;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let run = 0; run < 3000; run += 1) {
    const block = Buffer.from(camera.subarray(0, 600));
    const changes = 1 + draw(20);
    for (let change = 0; change < changes; change += 1) {
      const bytes = [0, 0xff, 8, draw(256)];
      block[draw(block.length)] = bytes[draw(bytes.length)] ?? 0;
    }
    const fields = readExif(block);
    // Five directories of 256 fields, the longest of which a text of the whole block.
    expect(fields.size).toBeLessThan(5 * 256);
    for (const value of fields.values()) expect(value.length).toBeLessThan(256 * 22);
  }
});

test('a comment of millions of signs is told as far as a text is', () => {
  const signs = 2 ** 21;
  const comment = Buffer.concat([
    Buffer.from('UNICODE\0'),
    Buffer.alloc(2 * signs, 'a\0', 'latin1'),
  ]);
  const count = comment.length;
  // The photo's directory at 26 has one field, whose values begin at 44.
  const photo = `0001 9286 0007 ${count.toString(16).padStart(8, '0')} 0000002c 00000000`;
  const pointer = { tag: 0x8769, type: 4, count: 1, bytes: '0000001a' };
  const block = Buffer.concat([structure([pointer], photo), comment]);
  const { length } = readExif(block).get('UserComment') ?? '';
  expect(length).toBeGreaterThan(30_000);
  expect(length).toBeLessThan(65_536);
});
