import { turned } from '../../engine/orient.ts';
import { rotateFrame } from '../../engine/rotate.ts';
import type { Size, Transform, Where } from '../../operation.ts';

/** Quarter turns clockwise as the EXIF orientation that they undo. */
const quarters = new Map([
  [90, 6],
  [180, 3],
  [270, 8],
]);

/** The bounding box of the turned picture; a side of 0.5 rounds up. */
function boundingBox(
  { width, height }: Size,
  degrees: number,
  choices: Where<'image/rotate'>['choices'],
): Size {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  // Sums that should be whole come out as 266.9999…; a millionth of a pixel is no pixel.
  const round = (side: number) =>
    Math.max(
      1,
      choices.boxRounding === 'nearest' ? Math.floor(side + 0.5) : Math.ceil(side - 1e-6),
    );
  return { width: round(width * cos + height * sin), height: round(width * sin + height * cos) };
}

export const rotate: Transform<'image/rotate'> = {
  steps(input, { value }, { choices }) {
    if (value % 360 === 0) return [];
    const exif = quarters.get(value);
    if (exif !== undefined) return [{ do: 'orient', exif, size: turned(input, exif) }];
    const size = boundingBox(input, value, choices);
    const exposed = choices.exposed;
    return [
      {
        do: 'paint',
        size,
        what: `rotate by ${value}°`,
        marks: [],
        paint: (on) => rotateFrame(on, value, size, exposed),
      },
    ];
  },
};
