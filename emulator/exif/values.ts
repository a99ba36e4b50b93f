import type { Field } from './directories.ts';

/** Characters of the longest text that is told: as many as the EXIF segment of a JPEG can hold. */
export const MOST_TEXT = 65_535;
/** Values of the longest list that is written out; a longer one is told by its size (Q122). */
const MOST_VALUES = 256;

type Write = (values: DataView, at: number, isLittle: boolean) => string;

/** Six significant digits, as C++ streams write a floating-point number. */
const float = (value: number) => String(Number(value.toPrecision(6)));

/** How one value of each type is written, and its bytes. */
const writers: Readonly<Record<number, readonly [width: number, write: Write]>> = {
  1: [1, (values, at) => String(values.getUint8(at))],
  3: [2, (values, at, isLittle) => String(values.getUint16(at, isLittle))],
  4: [4, (values, at, isLittle) => String(values.getUint32(at, isLittle))],
  5: [8, (v, at, isLittle) => `${v.getUint32(at, isLittle)}/${v.getUint32(at + 4, isLittle)}`],
  6: [1, (values, at) => String(values.getInt8(at))],
  7: [1, (values, at) => String(values.getUint8(at))],
  8: [2, (values, at, isLittle) => String(values.getInt16(at, isLittle))],
  9: [4, (values, at, isLittle) => String(values.getInt32(at, isLittle))],
  10: [8, (v, at, isLittle) => `${v.getInt32(at, isLittle)}/${v.getInt32(at + 4, isLittle)}`],
  11: [4, (values, at, isLittle) => float(values.getFloat32(at, isLittle))],
  12: [8, (values, at, isLittle) => float(values.getFloat64(at, isLittle))],
  13: [4, (values, at, isLittle) => String(values.getUint32(at, isLittle))],
};
const ASCII = 2;

/** The bytes up to the first zero as UTF-8; what is none becomes U+FFFD. */
export function textOf(values: DataView): string {
  const bytes = Buffer.from(
    values.buffer,
    values.byteOffset,
    Math.min(values.byteLength, MOST_TEXT),
  );
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** A field as exiv2 writes it without interpreting it: text, or numbers and rationals with blanks between them. */
export function writeValue({ type, count, values, isLittle }: Field): string {
  if (type === ASCII) return textOf(values);
  if (count > MOST_VALUES) return `${values.byteLength} bytes undefined data`;
  const [width, write] = writers[type] ?? [1, () => ''];
  return Array.from({ length: count }, (_, at) => write(values, at * width, isLittle)).join(' ');
}

/** The numerators and denominators of a field of rationals; undefined for another type. */
export function rationalsOf({
  type,
  count,
  values,
  isLittle,
}: Field): readonly Rational[] | undefined {
  if (type !== 5 || count > MOST_VALUES) return undefined;
  return Array.from({ length: count }, (_, index) => ({
    over: values.getUint32(8 * index, isLittle),
    under: values.getUint32(8 * index + 4, isLittle),
  }));
}
export interface Rational {
  readonly over: number;
  readonly under: number;
}
