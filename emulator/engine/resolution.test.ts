import { expect, test } from 'vitest';
import { jpegResolution } from './resolution.ts';
import type { Segment } from './jpeg-segments.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const jfif = (unit: string, x: string, y: string): Segment => ({
  marker: 0xe0,
  body: bytes(`4a46494600 0101 ${unit} ${x} ${y} 0000`),
});

const rational = { x: '00000bb8 00000020', y: '00000048 00000001' };
/** An EXIF block, big endian, whose first directory has these tags; the rationals follow it at offset 50. */
const exif = (entries: string[]): Segment => ({
  marker: 0xe1,
  body: bytes(
    `457869660000 4d4d002a 00000008 ${entries.length.toString(16).padStart(4, '0')}` +
      `${entries.join('').padEnd(72, '0')} 00000000 ${rational.x} ${rational.y}`,
  ),
});
const X = '011a 0005 00000001 00000032';
const Y = '011b 0005 00000001 0000003a';
const unit = (value: string): string => `0128 0003 00000001 ${value} 0000`;
const packed = (...entries: string[]): string[] =>
  entries.map((entry) => entry.replaceAll(' ', ''));

test.each([
  ['00', '0001', '0001', { unit: 'none', x: '1/1', y: '1/1' }],
  ['01', '0060', '0060', { unit: 'inch', x: '96/1', y: '96/1' }],
  ['02', '0076', '0064', { unit: 'centimetre', x: '118/1', y: '100/1' }],
  ['07', '0060', '0060', undefined],
])('JFIF of unit %s, %s by %s', (value, x, y, expected) => {
  expect(jpegResolution([jfif(value, x, y)])).toEqual(expected);
});

test.each([
  ['0001', 'none'],
  ['0002', 'inch'],
  ['0003', 'centimetre'],
])('EXIF of unit %s goes before JFIF', (value, name) => {
  const header = [jfif('01', '0060', '0060'), exif(packed(X, Y, unit(value)))];
  expect(jpegResolution(header)).toEqual({ unit: name, x: '3000/32', y: '72/1' });
});

test('EXIF without a unit means the inch', () => {
  expect(jpegResolution([exif(packed(X, Y))])).toEqual({ unit: 'inch', x: '3000/32', y: '72/1' });
});

test('EXIF without a resolution leaves that of JFIF', () => {
  const header = [jfif('01', '0060', '0060'), exif(packed(unit('0002')))];
  expect(jpegResolution(header)).toEqual({ unit: 'inch', x: '96/1', y: '96/1' });
});

test('EXIF that is cut off anywhere is as good as none', () => {
  const whole = exif(packed(X, Y, unit('0002'))).body;
  for (let length = 6; length < whole.length; length += 1) {
    const cut = { marker: 0xe1, body: whole.subarray(0, length) };
    expect(jpegResolution([jfif('00', '0001', '0001'), cut])?.unit).toBe('none');
  }
});

test('a header without either states none', () => {
  expect(
    jpegResolution([{ marker: 0xe1, body: Buffer.from('http://ns.adobe.com/xap/1.0/\0') }]),
  ).toBeUndefined();
});
