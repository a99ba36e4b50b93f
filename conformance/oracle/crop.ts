import { choice, type Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import { cut } from './view.ts';

const id = 'image/crop';

/** How much of the room to spare lies left of, and above, the rectangle: 0, a half or all of it. */
export const anchors: Readonly<Record<string, readonly [across: number, down: number]>> = {
  nw: [0, 0],
  north: [0.5, 0],
  ne: [1, 0],
  west: [0, 0.5],
  center: [0.5, 0.5],
  east: [1, 0.5],
  sw: [0, 1],
  south: [0.5, 1],
  se: [1, 1],
};

/** crop: a rectangle from its anchor, moved by x and y and clipped at the edges; refused when it starts outside. */
export const crop: Step = (view, tokens, law) => {
  const values = valuesOf(tokens);
  const anchor = anchors[values.get('g') ?? 'nw'];
  if (!anchor) return undefined;
  // 0 is up to the edge, like a side that was not given.
  const width = numberOf(values, 'w') || view.width;
  const height = numberOf(values, 'h') || view.height;
  const clamped = choice(law, id, 'larger-than-source') === 'clamped';
  const room = (all: number, part: number): number =>
    clamped ? Math.max(0, all - part) : all - part;
  const left = Math.floor(room(view.width, width) * anchor[0]) + (numberOf(values, 'x') ?? 0);
  const top = Math.floor(room(view.height, height) * anchor[1]) + (numberOf(values, 'y') ?? 0);
  if (left < 0 || top < 0) return undefined;
  if (left >= view.width || top >= view.height) return { refused: `${id}:start-outside` };
  return cut(view, left, top, {
    width: Math.min(width, view.width - left),
    height: Math.min(height, view.height - top),
  });
};
