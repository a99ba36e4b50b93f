import { choice, type Step } from './law.ts';
import { numberOf, valuesOf } from './split.ts';
import { centre, cut, type View } from './view.ts';

/** The view with round corners: beyond a quarter of a circle there is nothing. */
function rounded(view: View, radius: number): View {
  const { width, height } = view;
  return {
    ...view,
    smear: view.smear + 1,
    origin: (x, y) => {
      const across = Math.max(0, radius - x, x - (width - radius));
      const down = Math.max(0, radius - y, y - (height - radius));
      return Math.hypot(across, down) > radius ? { is: 'nothing' } : view.origin(x, y);
    },
  };
}

/** circle: the square around a circle in the middle of the picture. */
export const circle: Step = (view, tokens, law) => {
  const r = numberOf(valuesOf(tokens), 'r');
  if (r === undefined) return undefined;
  const short = Math.min(view.width, view.height);
  const odd = choice(law, 'image/circle', 'side') === 'odd';
  const side = odd ? 2 * Math.min(r, Math.floor((short - 1) / 2)) + 1 : Math.min(2 * r, short);
  const left = centre(view.width - side, 'floor');
  const top = centre(view.height - side, 'floor');
  return rounded(cut(view, left, top, { width: side, height: side }), side / 2);
};

/** rounded-corners: of at most half the short side. */
export const roundedCorners: Step = (view, tokens) => {
  const r = numberOf(valuesOf(tokens), 'r');
  return r === undefined ? undefined : rounded(view, Math.min(r, view.width / 2, view.height / 2));
};
