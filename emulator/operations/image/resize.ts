import type { ArgsOf } from '../../../spec/types.gen.ts';
import type { Frame, Point, Size, Step, Transform, Where } from '../../operation.ts';
import { blank, place } from '../canvas.ts';
import { byHeight, byWidth, covering, inside, isLarger, share } from '../geometry.ts';

type Args = ArgsOf['image/resize'];
type Choices = Where<'image/resize'>['choices'];
/** The box that was asked for, the size of the scaled picture, and the size that it is cut or padded to. */
interface Target {
  readonly asked: Size;
  readonly scaled: Size;
  readonly result: Size;
}

const byPercent = (of: Size, percent: number): Size => ({
  width: share(of.width, percent, 100),
  height: share(of.height, percent, 100),
});

/** P: a mark's size as a share of the main picture's, in the mark's own ratio (Q007). */
function ofMain(mark: Size, main: Size, percent: number, { percentOf }: Choices): Size {
  const box = byPercent(main, percent);
  return percentOf === 'width' ? byWidth(mark, box.width) : inside(mark, box);
}

/** Of which side a lone l or s speaks. */
const isWide = ({ width, height }: Size) => width >= height;

/** l and s as w and h: the long side is the longer one of the picture. */
function sidesOf(input: Size, { w, h, l, s }: Args): Pick<Args, 'w' | 'h'> {
  if (w !== undefined || h !== undefined) return { ...(w && { w }), ...(h && { h }) };
  const [wide, high] = isWide(input) ? [l, s] : [s, l];
  return { ...(wide && { w: wide }), ...(high && { h: high }) };
}

/** A lone side is met exactly and the other follows from the ratio, but where the mode has a fixed box (Q003). */
function boxOf(input: Size, args: Args, choices: Choices): Size & { readonly isExact: boolean } {
  const { w, h } = sidesOf(input, args);
  if (w !== undefined && h !== undefined) {
    // l and s together: each side gets its own (Q032).
    const isOfSides = args.w === undefined && args.h === undefined;
    return { width: w, height: h, isExact: isOfSides && choices.bothSides === 'each' };
  }
  const isFixed = args.m === 'fill' || args.m === 'pad' || args.m === 'fixed';
  const side = w ?? h ?? 1;
  if (isFixed && choices.oneSide === 'square') return { width: side, height: side, isExact: false };
  return { ...(w === undefined ? byHeight(input, side) : byWidth(input, side)), isExact: true };
}

function targetOf(input: Size, args: Args, choices: Choices): Target {
  const { isExact, ...asked } = boxOf(input, args, choices);
  const to = (scaled: Size, result: Size): Target => ({ asked, scaled, result });
  if (isExact) return to(asked, asked);
  const [within, around] = [inside(input, asked), covering(input, asked)];
  switch (args.m) {
    case 'lfit':
      return to(within, within);
    case 'mfit':
      return to(around, around);
    case 'fill':
      return to(around, asked);
    case 'pad':
      return to(within, asked);
    case 'fixed':
      return to(asked, asked);
  }
}

const centre = (outer: Size, inner: Size, { oddRemainder }: Choices): Point => {
  const half = (room: number) => (oddRemainder === 'floor' ? Math.floor : Math.ceil)(room / 2);
  return { left: half(outer.width - inner.width), top: half(outer.height - inner.height) };
};

const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** Scales, then cuts or pads; steps that change nothing are left out. */
function stepsTo(
  { scaled, result }: Omit<Target, 'asked'>,
  input: Size,
  color: string,
  choices: Choices,
): Step[] {
  const scale: Step[] = isSame(scaled, input) ? [] : [{ do: 'scale', size: scaled }];
  if (isSame(scaled, result)) return scale;
  if (isLarger(scaled, result))
    return [...scale, { do: 'extract', size: result, from: centre(scaled, result, choices) }];
  const at = centre(result, scaled, choices);
  const paint = (on: Frame) => place(on, blank(result, on.channels, color), at);
  return [...scale, { do: 'paint', size: result, what: `pad with ${color}`, marks: [], paint }];
}

export const resize: Transform<'image/resize'> = {
  steps(input, args, { source, main, choices }) {
    const kept = choices.limitAnswers === 'source' ? 'source' : [];
    // Animations may only shrink, whatever limit says.
    const mayEnlarge = !args.limit && source.frames === 1;
    const { w, h, l, s, p, P } = args;
    if (P !== undefined && main) {
      const scaled = ofMain(input, main, P, choices);
      return stepsTo({ scaled, result: scaled }, input, args.color, choices);
    }
    if ([w, h, l, s].every((side) => side === undefined)) {
      const scaled = byPercent(input, p ?? 100);
      const isFree = choices.percentAbove100 === 'enlarges' && source.frames === 1;
      if (isLarger(scaled, input) && !isFree && !mayEnlarge) return kept;
      return stepsTo({ scaled, result: scaled }, input, args.color, choices);
    }
    const target = targetOf(input, args, choices);
    const compared = choices.limitCompares === 'scaled' ? target.scaled : target.asked;
    if (isLarger(compared, input) && !mayEnlarge) return kept;
    return stepsTo(target, input, args.color, choices);
  },
};
