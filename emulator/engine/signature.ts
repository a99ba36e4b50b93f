import type { Format } from '../operation.ts';

const signatures: readonly (readonly [Format, RegExp])[] = [
  ['jpg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
  // With a plus the offsets have eight bytes (BigTIFF).
  ['tiff', /^(II[*+]\0|MM\0[*+])/],
  // The length of the header behind the one of the file tells a BMP from a text that begins so.
  ['bmp', /^BM[^]{12}[\x0c-\x7c]\0\0\0/],
];

/**
 * An ISO base media file lists its brands in its first box, four bytes each: those of AV1, and those of HEVC (ISO/IEC
 * 23008-12, annex B.4).
 */
const brands: readonly (readonly [Format, RegExp])[] = [
  ['avif', /^[^]{4}ftyp([^]{4})*?avi[fs]/],
  ['heic', /^[^]{4}ftyp([^]{4})*?(hei[cxms]|hev[cxms])/],
];

/** The format that the first bytes tell, whatever the object is called; undefined for one that is not decoded. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  const head = Buffer.from(bytes.subarray(0, 256));
  const text = head.toString('latin1');
  const box = head.length < 4 ? '' : text.slice(0, head.readUInt32BE());
  const known = brands.find(([, brand]) => brand.test(box));
  return (known ?? signatures.find(([, signature]) => signature.test(text)))?.[0];
}
