import type { Field } from './directories.ts';
import { type Rational, rationalsOf, writeValue } from './values.ts';

/** Unit of each part of an angle, and the digits behind the point of a part that is no whole number. */
const parts = [
  { unit: 'deg', digits: 7 },
  { unit: "'", digits: 5 },
  { unit: '"', digits: 3 },
];

function writePart({ over, under }: Rational, index: number): string {
  const { unit = '', digits = 0 } = parts[index] ?? {};
  return `${(over / under).toFixed(over % under === 0 ? 0 : digits)}${unit} `;
}

/** `31deg 55' 3.870" `: three rationals up to the last that is not zero, as exiv2 interprets an angle. */
export function writeAngle(field: Field): string {
  const angle = rationalsOf(field);
  if (angle?.length !== parts.length) return writeValue(field);
  const last = angle.findLastIndex(({ over }) => over !== 0);
  const told = angle.slice(0, Math.max(1, last + 1));
  if (told.some(({ under }) => under === 0)) return `(${writeValue(field)})`;
  return told.map(writePart).join('');
}

const directions = new Map([
  ['N', 'North'],
  ['S', 'South'],
  ['E', 'East'],
  ['W', 'West'],
]);

/** `North` for `N`; what is no direction stays what it is. */
export function writeDirection(field: Field): string {
  const letter = writeValue(field);
  return directions.get(letter) ?? letter;
}
