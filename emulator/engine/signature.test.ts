import { expect, test } from 'vitest';
import { formatOf } from './signature.ts';

const box = (...brands: string[]): Buffer =>
  Buffer.from(
    `\0\0\0${String.fromCharCode(8 + 4 * brands.length)}ftyp${brands.join('')}mdat....avif`,
    'latin1',
  );

test.each([
  ['\xff\xd8\xff\xe0', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'webp'],
  ['RIFF\n\n\n\nWEBPVP8L', 'webp'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['RIFF\x10\0\0\0WAVEfmt ', undefined],
  ['II+\0', 'tiff'],
  ['BM\x9a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'bmp'],
  ['BM\x9a\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0', 'bmp'],
  ['BM\x9a\0\0\0', undefined],
  ['BMW, Audi and Opel are cars.', undefined],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', undefined],
  ['%PDF-1.7', undefined],
  ['a text', undefined],
  ['\xff\xd8', undefined],
  ['', undefined],
])('%j is %s', (head, format) => {
  expect(formatOf(Buffer.from(head, 'latin1'))).toBe(format);
});

test('an ISO base media file is told by the brands of its first box', () => {
  expect(formatOf(box('avif', '\0\0\0\0', 'avif', 'mif1'))).toBe('avif');
  expect(formatOf(box('mif1', '\0\0\0\0', 'miaf', 'avif'))).toBe('avif');
  expect(formatOf(box('heic', '\0\0\0\0', 'mif1', 'heic'))).toBe('heic');
  expect(formatOf(box('mif1', '\0\0\0\0', 'mif1', 'heix'))).toBe('heic');
  expect(formatOf(box('mif1', '\0\0\0\0', 'mif1'))).toBeUndefined();
  expect(formatOf(box('isom', '\0\0\x02\0', 'isom', 'mp41'))).toBeUndefined();
});
