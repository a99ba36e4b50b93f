import { expect, test } from 'vitest';
import { jpegResolution } from './resolution.ts';
import type { Segment } from './jpeg-segments.ts';

const jfif = (unit: string, x: string, y: string): Segment => ({
  marker: 0xe0,
  body: Buffer.from(`4a46494600 0101 ${unit} ${x} ${y} 0000`.replaceAll(' ', ''), 'hex'),
});

test.each([
  ['00', '0001', '0001', { unit: 'none', x: '1/1', y: '1/1' }],
  ['01', '0060', '0060', { unit: 'inch', x: '96/1', y: '96/1' }],
  ['02', '0076', '0064', { unit: 'centimetre', x: '118/1', y: '100/1' }],
  ['07', '0060', '0060', undefined],
])('JFIF of unit %s, %s by %s', (value, x, y, expected) => {
  expect(jpegResolution([jfif(value, x, y)])).toEqual(expected);
});

test('another segment before it is passed over', () => {
  const adobe = { marker: 0xee, body: Buffer.from('Adobe\0\x64\0\0\0\0\0') };
  expect(jpegResolution([adobe, jfif('01', '0060', '0060')])?.unit).toBe('inch');
});

test('a header that is cut off states none', () => {
  const whole = jfif('01', '0060', '0060').body;
  for (let length = 0; length < 12; length += 1)
    expect(jpegResolution([{ marker: 0xe0, body: whole.subarray(0, length) }])).toBeUndefined();
});

test('a header without it states none', () => {
  expect(
    jpegResolution([{ marker: 0xe1, body: Buffer.from('http://ns.adobe.com/xap/1.0/\0') }]),
  ).toBeUndefined();
});
