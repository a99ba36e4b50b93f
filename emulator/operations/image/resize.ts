import type { ArgsOf } from '../../../spec/types.gen.ts';
import type { Frame, Point, Size, Step, Transform, Where } from '../../operation.ts';
import { blank, place } from '../canvas.ts';
import { byHeight, byWidth, covering, inside, isLarger, share } from '../geometry.ts';

type Args = ArgsOf['image/resize'];
type Choices = Where<'image/resize'>['choices'];
/** What is asked for before any mode: the size of the scaled picture, and the box it is cut or padded to. */
interface Target {
  readonly scaled: Size;
  readonly box: Size;
}

const byPercent = (of: Size, percent: number): Size => ({
  width: share(of.width, percent, 100),
  height: share(of.height, percent, 100),
});

/** Of which side a lone l or s speaks. */
const isWide = ({ width, height }: Size) => width >= height;

/** l and s as w and h: the long side is the longer one of the picture. */
function sidesOf(input: Size, { w, h, l, s }: Args): Pick<Args, 'w' | 'h'> {
  if (w !== undefined || h !== undefined) return { ...(w && { w }), ...(h && { h }) };
  const [wide, high] = isWide(input) ? [l, s] : [s, l];
  return { ...(wide && { w: wide }), ...(high && { h: high }) };
}

/** The box of w and h; a missing side is the given one where the mode has a fixed box (Q003). */
function boxOf(input: Size, args: Args, choices: Choices): Size {
  const { w, h } = sidesOf(input, args);
  if (w !== undefined && h !== undefined) return { width: w, height: h };
  const isFixed = args.m === 'fill' || args.m === 'pad' || args.m === 'fixed';
  if (isFixed && choices.oneSide === 'square') {
    const side = w ?? h ?? 1;
    return { width: side, height: side };
  }
  return w === undefined ? byHeight(input, h ?? 1) : byWidth(input, w);
}

function targetOf(input: Size, args: Args, choices: Choices): Target {
  const box = boxOf(input, args, choices);
  // l and s together: each side gets its own (Q032).
  const isBoth = args.w === undefined && args.h === undefined && args.l && args.s;
  if (isBoth && choices.bothSides === 'each') return { scaled: box, box };
  switch (args.m) {
    case 'lfit': {
      const scaled = inside(input, box);
      return { scaled, box: scaled };
    }
    case 'mfit': {
      const scaled = covering(input, box);
      return { scaled, box: scaled };
    }
    case 'fill':
      return { scaled: covering(input, box), box };
    case 'pad':
      return { scaled: inside(input, box), box };
    case 'fixed':
      return { scaled: box, box };
  }
}

const centre = (outer: Size, inner: Size, { oddRemainder }: Choices): Point => {
  const half = (room: number) => (oddRemainder === 'floor' ? Math.floor : Math.ceil)(room / 2);
  return { left: half(outer.width - inner.width), top: half(outer.height - inner.height) };
};

const isSame = (a: Size, b: Size) => a.width === b.width && a.height === b.height;

/** Scales, then cuts or pads; steps that change nothing are left out. */
function stepsTo({ scaled, box }: Target, input: Size, color: string, choices: Choices): Step[] {
  const scale: Step[] = isSame(scaled, input) ? [] : [{ do: 'scale', size: scaled }];
  if (isSame(scaled, box)) return scale;
  if (isLarger(scaled, box))
    return [...scale, { do: 'extract', size: box, from: centre(scaled, box, choices) }];
  const at = centre(box, scaled, choices);
  const paint = (on: Frame) => place(on, blank(box, on.channels, color), at);
  return [...scale, { do: 'paint', size: box, what: `pad with ${color}`, marks: [], paint }];
}

export const resize: Transform<'image/resize'> = {
  steps(input, args, { source, main, choices }) {
    const kept = choices.limitAnswers === 'source' ? 'source' : [];
    // Animations may only shrink, whatever limit says.
    const mayEnlarge = !args.limit && source.frames === 1;
    const { w, h, l, s, p, P } = args;
    if (P !== undefined && main)
      return [{ do: 'scale', size: byWidth(input, share(main.width, P, 100)) }];
    if ([w, h, l, s].every((side) => side === undefined)) {
      const scaled = byPercent(input, p ?? 100);
      const isFree = choices.percentAbove100 === 'enlarges' && source.frames === 1;
      if (isLarger(scaled, input) && !isFree && !mayEnlarge) return kept;
      return stepsTo({ scaled, box: scaled }, input, args.color, choices);
    }
    const target = targetOf(input, args, choices);
    const compared =
      choices.limitCompares === 'scaled' ? target.scaled : boxOf(input, args, choices);
    if (isLarger(compared, input) && !mayEnlarge) return kept;
    return stepsTo(target, input, args.color, choices);
  },
};
