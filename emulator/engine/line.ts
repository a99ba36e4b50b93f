import { type Face, familiesFrom } from './face.ts';
import type { Mask } from './mask.ts';
import { drawMarkup, escapeMarkup, strut } from './pango.ts';

/** A line of text as pango draws it. */
export interface Line {
  /** Its ink; the line begins at the left edge, or right of it where ink reaches out in front of it. */
  readonly mask: Mask;
  /** Rows of the mask that are above the baseline. */
  readonly baseline: number;
  /** Pixels that the line advances; more where ink reaches beyond. */
  readonly width: number;
  /** Height above and depth below the baseline in pixels, not rounded: of the face, or of ink that reaches beyond. */
  readonly above: number;
  readonly below: number;
}

/** Line ends, tabs and other controls: a text has one line (Q188). */
const controls = /\p{Cc}|\p{Zl}|\p{Zp}/gu;
/** Orders to write from right to left from here on, which would carry off the strut behind the text. */
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;

/** Private signs, and all behind the last language: of none is known how it looks, so that each shows the box (Q186). */
const unknown = /[\ue000-\uf8ff\u{32400}-\u{dffff}\u{e1000}-\u{10ffff}]/gu;
const boxed = '\u{323ff}';

/** Signs that combine with the one before: both in one face, which knows where the one goes on the other. */
const composing = familiesFrom('OSS Double World').join(', ');
const combined = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}+/gu;

const signsOf = (text: string): string =>
  escapeMarkup(
    text.normalize().replace(controls, ' ').replace(overrides, '').replace(unknown, boxed),
  ).replace(combined, (cluster) => `<span font_family="${composing}">${cluster}</span>`);

/** Of 65,536 in markup: next to nothing, but its ink takes its room. */
const invisible = 1;
const visible = '100%';

/**
 * The same line twice, once with nothing but its ink and once with nothing but a strut before and after it: sharp answers a
 * canvas cut to the ink and does not say where the line began, where it ended and how high it stood. The struts do.
 */
function markup(text: string, { families }: Face, size: number, shown: 'text' | 'struts'): string {
  const alpha = (part: typeof shown) => `alpha="${part === shown ? visible : invisible}"`;
  const end = `<span ${alpha('struts')}>${strut}</span>`;
  // Without a language pango would ask that of the machine, and choose faces by it.
  const line = `lang="zh-cn" font_family="${escapeMarkup(families.join(', '))}" size="${size}pt"`;
  return `<span ${line}>${end}<span ${alpha('text')}>${signsOf(text)}</span>${end}</span>`;
}

/** Whether a column of a mask has ink. */
function hasInk({ width, height, data }: Mask, column: number): boolean {
  for (let y = 0; y < height; y++) if ((data[y * width + column] ?? 0) > 0) return true;
  return false;
}

/**
 * Draws a line of text, an em of which has `size` pixels. Throws where it is wider or higher than pango can draw.
 */
export async function drawLine(text: string, face: Face, size: number): Promise<Line> {
  const struts = await drawMarkup(markup(text, face, size, 'struts'), face.file);
  const mask = await drawMarkup(markup(text, face, size, 'text'), face.file);
  // The struts are level: the last opaque pixel is that on the right, on the first column behind the line.
  const last = struts.data.lastIndexOf(255);
  if (last < 0) throw new Error('The fonts that come along are not where they should be.');
  const right = last % struts.width;
  const baseline = Math.floor(last / struts.width) + 1;
  const beyond = mask.width - right - (hasInk(mask, right) ? 0 : 1);
  return {
    mask,
    baseline,
    width: Math.max(1, right + beyond),
    above: Math.max(baseline, face.ascent * size),
    below: Math.max(mask.height - baseline, face.descent * size),
  };
}
