import type { Rgb } from '../../fixtures/pixels.ts';
import { breach, choice, isRefused, type Law, type Outcome, type Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import { centre, cut, lay, type Size, stretch, type View } from './view.ts';

const id = 'image/resize';

/** The sides that were asked for, by the side of the picture they mean. `each`: of l and s, whatever the mode. */
type Asked =
  | { readonly box: Size; readonly each: boolean }
  | { readonly width: number }
  | { readonly height: number };

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
  if (w !== undefined && h !== undefined) return { box: { width: w, height: h }, each: false };
  if (w !== undefined) return { width: w };
  if (h !== undefined) return { height: h };
  const landscape = from.width >= from.height;
  if (l !== undefined && s !== undefined) {
    if (from.width === from.height && l !== s) return undefined;
    const box = landscape ? { width: l, height: s } : { width: s, height: l };
    return { box, each: choice(law, id, 'both-sides') === 'each' };
  }
  // l is the width of a landscape and the height of a portrait, s the other way round.
  if (l !== undefined) return landscape ? { width: l } : { height: l };
  if (s !== undefined) return landscape ? { height: s } : { width: s };
  return undefined;
}

/** A size after scaling, before cutting or padding, and the box that cutting or padding is to. */
type Fit = readonly [scaled: Size, box: Size];

function fitBox(from: Size, mode: string, box: Size, each: boolean): Fit {
  if (mode === 'fixed' || each) return [box, box];
  const widthBinds = box.width * from.height < box.height * from.width;
  const covers = mode === 'mfit' || mode === 'fill';
  const scaled = widthBinds === covers ? toHeight(from, box.height) : toWidth(from, box.width);
  return [scaled, mode === 'fill' || mode === 'pad' ? box : scaled];
}

function fit(from: Size, mode: string, sides: Asked, law: Law): Fit {
  if ('box' in sides) return fitBox(from, mode, sides.box, sides.each);
  const [side, scaled] =
    'width' in sides
      ? [sides.width, toWidth(from, sides.width)]
      : [sides.height, toHeight(from, sides.height)];
  if (mode === 'lfit' || mode === 'mfit') return [scaled, scaled];
  const square = choice(law, id, 'one-side') === 'square';
  return fitBox(from, mode, square ? { width: side, height: side } : scaled, false);
}

function colourOf(hex: string): Rgb {
  const all = Number.parseInt(hex, 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

/** Scales, and then cuts or pads around the centre. */
function place(view: View, [scaled, box]: Fit, hex: string, law: Law): View {
  const whole = stretch(view, scaled);
  const odd = choice(law, id, 'odd-remainder');
  const left = centre(Math.abs(box.width - scaled.width), odd);
  const top = centre(Math.abs(box.height - scaled.height), odd);
  if (scaled.width > box.width || scaled.height > box.height) return cut(whole, left, top, box);
  return lay(whole, left, top, box, { is: 'colour', colour: colourOf(hex) });
}

/** Scales both sides by p percent, which makes an animation still where the edition says so. */
function percent(view: View, p: number, limited: boolean, law: Law): Outcome {
  if (law.source.frames > 1 && p > 100) return undefined;
  const size = { width: share(view.width, p, 100), height: share(view.height, p, 100) };
  const kept = p > 100 && limited && choice(law, id, 'percent-above-100') === 'needs-limit-0';
  const still = law.spec.operations[id]?.parameters['p']?.animated === 'still';
  return { ...(kept ? view : stretch(view, size)), frames: still ? 1 : view.frames };
}

/** Scales by w and h, or by l and s, in one of the modes and within the limit. */
function bySides(view: View, values: ReadonlyMap<string, string>, law: Law): Outcome {
  const limited = values.get('limit') !== '0';
  const sides = asked(view, values, law);
  if (!sides) return undefined;
  const sizes = fit(view, values.get('m') ?? 'lfit', sides, law);
  const box = 'box' in sides ? sides.box : { width: 0, height: 0, ...sides };
  const held = choice(law, id, 'limit-compares') === 'box' ? box : sizes[0];
  const larger = held.width > view.width || held.height > view.height;
  if (larger && (limited || view.frames > 1)) return view;
  // Nothing says whether a still that an earlier action made of an animation may be enlarged.
  if (larger && law.source.frames > 1) return undefined;
  return place(view, sizes, values.get('color') ?? 'FFFFFF', law);
}

/** P of a mark: a share of the main picture's width, or inside a share of its box; the ratio is the mark's own. */
function ofMain(view: View, main: Size, P: number, law: Law): View {
  const box = { width: share(main.width, P, 100), height: share(main.height, P, 100) };
  const flatter = box.width * view.height > view.width * box.height;
  const byHeight = choice(law, id, 'percent-of') === 'box' && flatter;
  return stretch(view, byHeight ? toHeight(view, box.height) : toWidth(view, box.width));
}

/** resize: the five modes, one side or two, l and s, p, limit and colour, and P of a mark. */
export const resize: Step = (view, tokens, law) => {
  const values = valuesOf(tokens);
  const P = numberOf(values, 'P');
  if (P !== undefined && law.main) return ofMain(view, law.main, P, law);
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
  // Nothing says whether a picture that keeps its size has been resized to a size too large.
  const kept = after.width === view.width && after.height === view.height;
  return kept && breach(law, id, 'output', after) ? undefined : after;
};
