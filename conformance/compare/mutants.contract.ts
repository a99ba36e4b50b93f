import type { Pixels } from '../pixels.ts';

/** A part of a picture, in pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Read = (x: number, y: number) => number;

/** Every sample from a function of its place; `read` takes those beyond the edge from the edge. Alpha is channel 3. */
function redraw(
  { width, height, data }: Pixels,
  sample: (read: Read, x: number, y: number, channel: number) => number,
): Pixels {
  const within = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  const reads = [0, 1, 2, 3].map(
    (channel): Read =>
      (x, y) =>
        data[4 * (within(y, height) * width + within(x, width)) + channel] ?? 0,
  );
  const redrawn = new Uint8ClampedArray(data.length);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (const [channel, read] of reads.entries()) redrawn[at++] = sample(read, x, y, channel);
  return { width, height, data: new Uint8Array(redrawn.buffer) };
}

const moved = (golden: Pixels, right: number, down: number): Pixels =>
  redraw(golden, (read, x, y) => read(x - right, y - down));

/** Colours through a function, alpha as it is. */
const recoloured = (
  golden: Pixels,
  colour: (level: number, x: number, y: number) => number,
): Pixels =>
  redraw(golden, (read, x, y, channel) => (channel < 3 ? colour(read(x, y), x, y) : read(x, y)));

function exchanged({ data, ...size }: Pixels): Pixels {
  const from = (at: number) => [at + 2, at, at - 2, at][at % 4] ?? at;
  return { ...size, data: data.map((_, at) => data[from(at)] ?? 0) };
}

const isIn = ({ left, top, width, height }: Part, x: number, y: number): boolean =>
  x >= left && x < left + width && y >= top && y < top + height;

/** The part 34 levels lighter, as white is than DDDDDD; darker where it cannot be. */
const miscoloured = (golden: Pixels, part: Part): Pixels =>
  recoloured(golden, (level, x, y) =>
    isIn(part, x, y) ? level + (level > 221 ? -34 : 34) : level,
  );

/** The part as if nothing had been drawn there: every row runs evenly from what is left of it to what is right of it. */
function without(golden: Pixels, part: Part): Pixels {
  const [before, after] = [part.left - 1, part.left + part.width];
  return redraw(golden, (read, x, y) => {
    if (!isIn(part, x, y)) return read(x, y);
    const share = (x - before) / (after - before);
    return read(before, y) * (1 - share) + read(after, y) * share;
  });
}

/** A Gaussian of sigma 1. */
function blurred(golden: Pixels): Pixels {
  const along = (picture: Pixels, right: number, down: number) =>
    redraw(picture, (read, x, y) => {
      const at = (steps: number) => read(x + steps * right, y + steps * down);
      return (at(-2) + 4 * at(-1) + 6 * at(0) + 4 * at(1) + at(2)) / 16;
    });
  return along(along(golden, 1, 0), 0, 1);
}

/**
 * Wrong answers made of a right one, by what is wrong: the judge must refuse each. `part` is something that can be told from
 * what is left and right of it.
 */
export const mutants: Readonly<Record<string, (golden: Pixels, part: Part) => Pixels>> = {
  'moved a pixel to the right': (golden) => moved(golden, 1, 0),
  'moved a pixel down': (golden) => moved(golden, 0, 1),
  'six levels brighter': (golden) => recoloured(golden, (level) => level + 6),
  'a twentieth more contrast': (golden) =>
    recoloured(golden, (level) => 128 + 1.05 * (level - 128)),
  'red and blue exchanged': exchanged,
  'a part in a wrong colour': miscoloured,
  'a part missing': without,
  blurred,
};
