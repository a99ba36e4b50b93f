/** `RRGGBB` as three bytes. */
export function rgb(colour: string): readonly [number, number, number] {
  const number = Number.parseInt(colour, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
