import type { Limit, Spec } from '../../spec/corpus.ts';
import type { RefusalName } from '../../spec/types.gen.ts';
import { refuse } from '../errors.ts';
import type { Format, Size } from '../operation.ts';

/** A picture as limits see it. */
export interface Measured extends Size {
  readonly format?: Format;
  /** Every frame of an animation counts. */
  readonly frames?: number;
}

function exceeds(limit: Limit, { width, height, format, frames = 1 }: Measured): boolean {
  if (limit.format !== undefined && limit.format !== format) return false;
  return (
    Math.max(width, height) > (limit.side ?? Infinity) ||
    width * height * frames > (limit.pixels ?? Infinity)
  );
}

/** Holds sizes against a table of limits; the names of its refusals may be those of an operation. */
export function holdLimits(
  limits: Readonly<Record<string, Limit>>,
  of: Limit['of'],
  measured: Measured,
  { edition, refusals }: Spec,
  operation?: string,
): void {
  for (const limit of Object.values(limits)) {
    if (limit.of !== of || (limit.only ?? edition) !== edition || !exceeds(limit, measured))
      continue;
    const own = `${operation ?? ''}:${limit.refuse}`;
    refuse((own in refusals ? own : limit.refuse) as RefusalName, { cite: limit.cite });
  }
}
