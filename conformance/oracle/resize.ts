import type { Rgb } from '../../fixtures/pixels.ts';
import { breach, choice, isRefused, type Law, type Outcome, type Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import { centre, cut, lay, type Size, stretch, type View } from './view.ts';

const id = 'image/resize';

/** The sides that were asked for, by the side of the picture they mean; a percentage asks for none. */
interface Asked {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** l and s were both given, and each side has its own whatever the mode. */
  readonly each?: true;
}

/** `whole` times `part` by `of`, rounded half up in integers, at least 1 pixel. */
function share(whole: number, part: number, of: number): number {
  return Math.max(1, Math.floor((2 * whole * part + of) / (2 * of)));
}

const toWidth = (from: Size, width: number): Size => ({
  width,
  height: share(from.height, width, from.width),
});
const toHeight = (from: Size, height: number): Size => ({
  width: share(from.width, height, from.height),
  height,
});

function asked(from: Size, values: ReadonlyMap<string, string>, law: Law): Asked | undefined {
  const [w, h, l, s] = ['w', 'h', 'l', 's'].map((key) => numberOf(values, key));
  if (w !== undefined || h !== undefined) return { width: w, height: h };
  if (l !== undefined && s !== undefined) {
    if (from.width === from.height && l !== s) return undefined;
    const box = from.width >= from.height ? { width: l, height: s } : { width: s, height: l };
    return choice(law, id, 'both-sides') === 'each' ? { ...box, each: true } : box;
  }
  // l is the width of a landscape and the height of a portrait, s the other way round.
  const wide = from.width >= from.height === (l !== undefined);
  return wide ? { width: l ?? s } : { height: l ?? s };
}

/** The size after scaling, before cutting or padding, and the box that cutting or padding is to. */
function fit(from: Size, mode: string, { width, height, each }: Asked, law: Law): [Size, Size] {
  if (width === undefined && height === undefined) return [from, from];
  if (width === undefined || height === undefined) {
    const scaled = width === undefined ? toHeight(from, height ?? 1) : toWidth(from, width);
    if (mode === 'lfit' || mode === 'mfit') return [scaled, scaled];
    const side = width ?? height ?? 1;
    const square = choice(law, id, 'one-side') === 'square';
    return fit(from, mode, square ? { width: side, height: side } : scaled, law);
  }
  const box = { width, height };
  if (mode === 'fixed' || each) return [box, box];
  const widthBinds = width * from.height < height * from.width;
  const covers = mode === 'mfit' || mode === 'fill';
  const scaled = widthBinds === covers ? toHeight(from, height) : toWidth(from, width);
  return [scaled, mode === 'fill' || mode === 'pad' ? box : scaled];
}

function colourOf(hex: string): Rgb {
  const all = Number.parseInt(hex, 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

function place(view: View, [scaled, box]: [Size, Size], hex: string, law: Law): View {
  const whole = stretch(view, scaled);
  const odd = choice(law, id, 'odd-remainder');
  const left = centre(Math.abs(box.width - scaled.width), odd);
  const top = centre(Math.abs(box.height - scaled.height), odd);
  if (scaled.width > box.width || scaled.height > box.height) return cut(whole, left, top, box);
  return lay(whole, left, top, box, { is: 'colour', colour: colourOf(hex) });
}

/** Scales both sides by p percent. p makes an animation still. */
function percent(view: View, p: number, limited: boolean, law: Law): Outcome {
  if (law.source.frames > 1 && p > 100) return undefined;
  const size = { width: share(view.width, p, 100), height: share(view.height, p, 100) };
  const kept = p > 100 && limited && choice(law, id, 'percent-above-100') === 'needs-limit-0';
  return { ...(kept ? view : stretch(view, size)), frames: 1 };
}

function bySides(view: View, values: ReadonlyMap<string, string>, law: Law): Outcome {
  const limited = values.get('limit') !== '0';
  const sides = asked(view, values, law);
  if (!sides) return undefined;
  const sizes = fit(view, values.get('m') ?? 'lfit', sides, law);
  const held = choice(law, id, 'limit-compares') === 'box' ? sides : sizes[0];
  const larger = (held.width ?? 0) > view.width || (held.height ?? 0) > view.height;
  if (larger && (limited || view.frames > 1)) return view;
  // Nothing says whether a still that an earlier action made of an animation may be enlarged.
  if (larger && law.source.frames > 1) return undefined;
  return place(view, sizes, values.get('color') ?? 'FFFFFF', law);
}

/** resize: the five modes, one side or two, l and s, p, limit and colour; the sizes it refuses. */
export const resize: Step = (view, tokens, law) => {
  const values = valuesOf(tokens);
  const p = numberOf(values, 'p');
  const sides = ['w', 'h', 'l', 's'].some((key) => values.has(key));
  // Nothing says what P does outside a watermark, or whether a p that is not obeyed still makes an animation still.
  if ((!sides && p === undefined) || (sides && p !== undefined && view.frames > 1))
    return undefined;
  const after =
    p === undefined || sides
      ? bySides(view, values, law)
      : percent(view, p, values.get('limit') !== '0', law);
  if (!after || isRefused(after)) return after;
  const broken = breach(law, id, 'output', after);
  // Nothing says whether a picture that keeps its size has been resized to a size too large.
  const kept = after.width === view.width && after.height === view.height;
  return broken && kept && sides ? undefined : (broken ?? after);
};
