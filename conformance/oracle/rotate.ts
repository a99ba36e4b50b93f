import { choice, type Law, type Step } from './law.ts';
import type { Origin, View } from './view.ts';

const id = 'image/rotate';

/** Cosine and sine of whole degrees; exact for quarter turns. */
function circle(degrees: number): readonly [cosine: number, sine: number] {
  const quarters = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const;
  const exact = degrees % 90 === 0 ? quarters[(degrees / 90) % 4] : undefined;
  const radians = (degrees * Math.PI) / 180;
  return exact ?? [Math.cos(radians), Math.sin(radians)];
}

/** Clockwise, on the bounding box: |W cos| + |H sin| by |W sin| + |H cos|. */
function turn(view: View, degrees: number, exposed: Origin, round: (x: number) => number): View {
  const [cosine, sine] = circle(degrees);
  const across = Math.abs(view.width * cosine) + Math.abs(view.height * sine);
  const down = Math.abs(view.width * sine) + Math.abs(view.height * cosine);
  const [width, height] = [Math.max(1, round(across)), Math.max(1, round(down))];
  return {
    ...view,
    width,
    height,
    work: Math.max(view.work, width * height),
    smear: view.smear + (degrees % 90 === 0 ? 0 : 2),
    origin: (x, y) => {
      const [right, below] = [x - width / 2, y - height / 2];
      const left = view.width / 2 + right * cosine + below * sine;
      const top = view.height / 2 - right * sine + below * cosine;
      const inside = left >= 0 && top >= 0 && left < view.width && top < view.height;
      return inside ? view.origin(left, top) : exposed;
    },
  };
}

const exposedBy = (law: Law): Origin =>
  choice(law, id, 'exposed') === 'white'
    ? { is: 'colour', colour: [255, 255, 255] }
    : { is: 'nothing' };

/** rotate: quarter turns move pixels, other angles grow the canvas. */
export const rotate: Step = (view, tokens, law) => {
  const up = choice(law, id, 'box-rounding') === 'up';
  return turn(view, Number(tokens[0]), exposedBy(law), up ? Math.ceil : Math.round);
};
