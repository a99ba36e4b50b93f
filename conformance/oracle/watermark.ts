import { anchors } from './crop.ts';
import { choice, isRefused, type Law, type Prepared, type Refused, type Step } from './law.ts';
import { readReference } from './marks.ts';
import { type Call, numberOf, valuesOf } from './split.ts';
import { untouched } from './tone.ts';
import type { Origin, Size, View } from './view.ts';

const id = 'image/watermark';
type Values = ReadonlyMap<string, string>;

/** Where the mark's own point x,y lies in the mark, or nowhere. */
type Locate = (x: number, y: number) => readonly [x: number, y: number] | undefined;

/** Pixels between the upper left corners of picture and mark; an odd pixel goes right and below. */
function corner(values: Values, picture: Size, mark: Size, law: Law): readonly [number, number] {
  const [across, down] = anchors[values.get('g') ?? 'se'] ?? [1, 1];
  const [x, y] = [numberOf(values, 'x') ?? 10, numberOf(values, 'y') ?? 10];
  const voffset = numberOf(values, 'voffset') ?? 0;
  const shifted = choice(law, id, 'voffset-points') === 'down' ? voffset : -voffset;
  const left = Math.floor((picture.width - mark.width) * across);
  const top = Math.floor((picture.height - mark.height) * down);
  return [
    across === 0 ? left + x : across === 1 ? left - x : left,
    down === 0 ? top + y : down === 1 ? top - y : top + shifted,
  ];
}

/** One mark at its anchor, or tiles from the upper left corner. */
function locate(values: Values, picture: Size, mark: Size, law: Law): Locate {
  const within: Locate = (x, y) =>
    x >= 0 && y >= 0 && x < mark.width && y < mark.height ? [x, y] : undefined;
  if (values.get('fill') !== '1' || choice(law, id, 'fill-of-pictures') === 'ignored') {
    const [left, top] = corner(values, picture, mark, law);
    return (x, y) => within(x - left, y - top);
  }
  const gaps = law.spec.operations[id]?.parameters['padx']?.only ?? law.spec.edition;
  const pad = (key: string) => (gaps === law.spec.edition ? (numberOf(values, key) ?? 0) : 0);
  const [across, down] = [mark.width + pad('padx'), mark.height + pad('pady')];
  return (x, y) => within(x % across, y % down);
}

/** What a point of the mark lays over the picture. */
function over(
  { view, mark }: Prepared,
  x: number,
  y: number,
  opacity: number,
  under: Origin,
): Origin {
  const from = view.origin(x, y);
  if (from.is === 'nothing') return under;
  if (from.is === 'colour') return { is: 'over', colour: from.colour, alpha: opacity, under };
  if (from.is !== 'source') return { is: 'unknown' };
  const [red, green, blue, alpha] = mark.colourAt(from.x, from.y);
  if (alpha === 0) return under;
  const level = (of: number) => Math.round((from.tone ?? untouched).of(of));
  const colour = [level(red), level(green), level(blue)] as const;
  return { is: 'over', colour, alpha: (opacity * alpha) / 255, under };
}

function stamp(view: View, values: Values, prepared: Prepared, law: Law): View {
  const opacity = (numberOf(values, 't') ?? 100) / 100;
  const find = locate(values, view, prepared.view, law);
  return {
    ...view,
    stamped: true,
    work: Math.max(view.work, prepared.view.work),
    smear: Math.max(view.smear, prepared.view.smear),
    origin: (x, y) => {
      const under = view.origin(x, y);
      const found = find(x, y);
      return found && opacity > 0 ? over(prepared, ...found, opacity, under) : under;
    },
  };
}

/** watermark: a picture at its anchor or in tiles. Where a text lies only its font can tell. */
export const watermark: Step = (view, tokens, law) => {
  const values = valuesOf(tokens);
  const image = values.get('image');
  const prepared = image === undefined ? undefined : law.mark(image, view);
  if (prepared && isRefused(prepared)) return prepared;
  if (values.has('text')) {
    const still = { ...view, frames: 1 };
    const isSeen = numberOf(values, 't') !== 0;
    return isSeen ? { ...still, origin: () => ({ is: 'unknown' }) } : still;
  }
  return prepared && stamp(view, values, prepared, law);
};

/** The refusal of more pictures than an edition stamps, which comes before all others. */
export function refuseCount(
  calls: readonly Call[],
  { spec }: Pick<Law, 'spec'>,
): Refused | undefined {
  const image = spec.operations[id]?.parameters['image'];
  if (image?.type !== 'object') return undefined;
  const keys = calls.flatMap(({ name, tokens }) => {
    const value = name === 'watermark' ? valuesOf(tokens).get('image') : undefined;
    return value === undefined ? [] : [readReference(value).key];
  });
  const count = image.counts === 'keys' ? new Set(keys).size : keys.length;
  return count > image.most ? { refused: `${id}:${image.refuse.most}` } : undefined;
}
