import type { Format } from '../operation.ts';

const signatures: readonly (readonly [Format, RegExp])[] = [
  ['jpg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['tiff', /^(II\*\0|MM\0\*)/],
];

/** An ISO base media file lists its brands in its first box, four bytes each; `heic` (HEVC) cannot be decoded here. */
const brands = /^[^]{4}ftyp([^]{4})*?avi[fs]/;

/** The format that the first bytes tell, whatever the object is called; undefined for one that is not decoded. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const head = Buffer.from(bytes.subarray(0, 256));
  const text = head.toString('latin1');
  const box = head.length < 4 ? '' : text.slice(0, head.readUInt32BE());
  if (brands.test(box)) return 'avif';
  return signatures.find(([, signature]) => signature.test(text))?.[0];
}
