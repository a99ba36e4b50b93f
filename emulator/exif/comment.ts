import type { Field } from './directories.ts';
import { MOST_TEXT, textOf } from './values.ts';

/** EXIF 2.32, table 9: the first eight bytes of a comment tell its characters; exiv2's names of them. */
const CODE = 8;
const charsets = new Map([
  ['ASCII\0\0\0', 'Ascii'],
  ['JIS\0\0\0\0\0', 'Jis'],
  ['UNICODE\0', 'Unicode'],
]);

function utf16(values: DataView, isLittle: boolean): string {
  const units = Array.from(
    { length: Math.floor(Math.min(values.byteLength, MOST_TEXT) / 2) },
    (_, index) => values.getUint16(2 * index, isLittle),
  );
  const end = units.indexOf(0);
  return String.fromCharCode(...units.slice(0, end < 0 ? units.length : end));
}

/** `charset="Ascii" a comment`, as exiv2 writes it; the text alone where no character set is told. */
export function writeComment({ values, isLittle }: Field): string {
  const code = Buffer.from(values.buffer, values.byteOffset, Math.min(CODE, values.byteLength));
  const charset = charsets.get(code.toString('latin1'));
  const rest = new DataView(
    values.buffer,
    values.byteOffset + code.length,
    values.byteLength - code.length,
  );
  const text = charset === 'Unicode' ? utf16(rest, isLittle) : textOf(rest);
  return charset === undefined ? text : `charset="${charset}" ${text}`;
}
