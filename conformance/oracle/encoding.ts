import type { ImageFormat } from '../../spec/types.gen.ts';
import { choice, type Law } from './law.ts';
import { type Call, numberOf, valuesOf } from './split.ts';

/** How a result is written. What no document says is left out. */
export interface Encoding {
  readonly format: ImageFormat['value'];
  /** IJG quality of a JPEG. */
  readonly quality?: number;
  /** Only of a JPEG. */
  readonly progressive?: boolean;
}

const formats: Readonly<Record<string, ImageFormat['value']>> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
};

/** The last format asked for; gif is only made from gif, otherwise the format of the source stays. */
function formatOf(calls: readonly Call[], { source }: Law): ImageFormat['value'] {
  const words = calls.filter(({ name }) => name === 'format').map(({ tokens }) => tokens[0] ?? '');
  const wanted = formats[words.at(-1) ?? ''];
  return wanted === undefined || (wanted === 'gif' && source.format !== 'gif')
    ? source.format
    : wanted;
}

/** Quality of a JPEG: Q is at most the source's, q a percentage of it, neither keeps it. */
function qualityOf(calls: readonly Call[], law: Law): number | undefined {
  const own = law.source.format === 'jpg' ? law.source.quality : undefined;
  const [asked, ...more] = calls.filter(({ name }) => name === 'quality');
  if (more.length > 0 || (law.source.format === 'jpg' && own === undefined)) return undefined;
  if (!asked) return own ?? Number(law.spec.chain['default-jpg-quality'].is);
  const values = valuesOf(asked.tokens);
  const bare = asked.tokens.filter((token) => !token.includes('_')).at(-1);
  const relative = choice(law, 'image/quality', 'bare-means') === 'relative';
  // Nothing says what counts when a number without a key stands beside one with a key.
  if (bare !== undefined && (values.has('q') || values.has('Q'))) return undefined;
  const number = bare === undefined ? undefined : Number(bare);
  const absolute = numberOf(values, 'Q') ?? (relative ? undefined : number);
  if (absolute !== undefined) return Math.min(absolute, own ?? 100);
  const percentage = numberOf(values, 'q') ?? number;
  if (own === undefined || percentage === undefined) return undefined;
  const exact = (own * percentage) / 100;
  const rounded = choice(law, 'image/quality', 'fraction') === 'rounded';
  return Math.max(1, rounded ? Math.round(exact) : Math.floor(exact));
}

/** What format, quality and interlace, wherever they stand, make of the one encode. */
export function encodingOf(calls: readonly Call[], law: Law): Encoding {
  const format = formatOf(calls, law);
  if (format !== 'jpg') return { format };
  const interlace = calls.filter(({ name }) => name === 'interlace').at(-1);
  const quality = qualityOf(calls, law);
  const progressive = interlace?.tokens[0] === '1';
  return quality === undefined ? { format, progressive } : { format, progressive, quality };
}

/**
 * Pixels within which chroma at half the resolution and coarse steps mix neighbours; measured on grids of 4 to 20 pixels a cell,
 * where cells whose middle is half as far from their edge were at most 8 levels off.
 */
export function smearOf({ format, quality = 50 }: Encoding, calls: readonly Call[]): number {
  if (format === 'webp') return calls.some(({ name }) => name === 'quality') ? 32 : 7;
  if (format !== 'jpg') return 0;
  const steps: readonly (readonly [atLeast: number, pixels: number])[] = [
    [90, 3],
    [75, 9],
    [50, 16],
  ];
  return steps.find(([atLeast]) => quality >= atLeast)?.[1] ?? 32;
}
