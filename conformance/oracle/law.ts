import type { Limit, Spec } from '../../spec/corpus.ts';
import type { PictureFormat } from '../format/then.ts';
import type { Mark } from './marks.ts';
import type { Size, View } from './view.ts';

/** The source as its header tells it. */
export interface Source extends Size {
  readonly format: PictureFormat;
  /** EXIF orientation 1 to 8; 1 where the file has none. */
  readonly orientation: number;
  readonly frames: number;
  readonly alpha?: boolean;
  /** Whether a colour profile is embedded. */
  readonly profiled?: boolean;
  /** IJG quality of a JPEG, where it is known. */
  readonly quality?: number;
}

/** What an action is asked to work under. */
export interface Law {
  readonly spec: Spec;
  readonly source: Source;
  /** While a mark is prepared: the size of the picture that it is for. */
  readonly main?: Size;
  /** What the value of `image` in a watermark comes to. Undefined: nobody knows the picture, or no document says. */
  readonly mark: (value: string, main: Size) => Prepared | Refused | undefined;
}

/** A mark after its own chain, and the picture that it is made of. */
export interface Prepared {
  readonly view: View;
  readonly mark: Mark;
}

/** A refusal by our own name, a key of `Spec.refusals`. */
export interface Refused {
  readonly refused: string;
}

/** What one action makes of a view. Undefined: no document says, so nothing is predicted. */
export type Outcome = View | Refused | undefined;
export type Step = (view: View, tokens: readonly string[], law: Law) => Outcome;

export const isRefused = (outcome: object): outcome is Refused => 'refused' in outcome;

/** The word that spec/ chose for this edition. Throws when there is no such choice. */
export function choice({ spec }: Law, operation: string, name: string): string {
  const chosen = spec.operations[operation]?.choices[name];
  if (!chosen) throw new Error(`spec/ has no choice ${operation} ${name}.`);
  return chosen.is;
}

/** The refusal of the first limit `of` this kind that a picture breaks. */
export function breach(
  { spec }: Law,
  operation: string | undefined,
  of: Limit['of'],
  picture: Size & { frames: number; format?: string },
): Refused | undefined {
  // Only of a source is every frame counted.
  const pixels = picture.width * picture.height * (of === 'source' ? picture.frames : 1);
  const limits = operation === undefined ? spec.limits : (spec.operations[operation]?.limits ?? {});
  const broken = Object.values(limits).find(
    (limit) =>
      limit.of === of &&
      (limit.only ?? spec.edition) === spec.edition &&
      (limit.format === undefined || limit.format === picture.format) &&
      (Math.max(picture.width, picture.height) > (limit.side ?? Infinity) ||
        pixels > (limit.pixels ?? Infinity)),
  );
  if (!broken) return undefined;
  const own = `${operation ?? ''}:${broken.refuse}`;
  return { refused: own in spec.refusals ? own : broken.refuse };
}
