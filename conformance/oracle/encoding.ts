import type { PictureFormat } from '../format/then.ts';
import { choice, type Law } from './law.ts';
import { type Call, numberOf, valuesOf } from './split.ts';

/** How a result is written. What no document says is left out. */
export interface Encoding {
  readonly format: PictureFormat;
  /** IJG quality of a JPEG. */
  readonly quality?: number;
  /** Only of a JPEG. */
  readonly progressive?: boolean;
}

const formats: Readonly<Record<string, PictureFormat>> = {
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  bmp: 'bmp',
  tiff: 'tiff',
  avif: 'avif',
};

/** The last format asked for; gif is only made from gif, otherwise the format of the source stays. */
function formatOf(calls: readonly Call[], { source }: Law): PictureFormat {
  const words = calls.filter(({ name }) => name === 'format').map(({ tokens }) => tokens[0] ?? '');
  const wanted = formats[words.at(-1) ?? ''];
  return wanted === undefined || (wanted === 'gif' && source.format !== 'gif')
    ? source.format
    : wanted;
}

/** The quality that one call asks for. Undefined: nothing says what counts when a bare number stands beside one with a key. */
function askedQuality(
  { tokens }: Call,
  law: Law,
): { readonly absolute?: number | undefined; readonly relative?: number | undefined } | undefined {
  const values = valuesOf(tokens);
  const bare = tokens.filter((token) => !token.includes('_')).at(-1);
  const [absolute, relative] = [numberOf(values, 'Q'), numberOf(values, 'q')];
  if (bare === undefined) return { absolute, relative };
  if (absolute !== undefined || relative !== undefined) return undefined;
  const isRelative = choice(law, 'image/quality', 'bare-means') === 'relative';
  return isRelative ? { relative: Number(bare) } : { absolute: Number(bare) };
}

/** Whether a call asks for a quality above the source's, and this edition answers the source then. */
export function isAboveSource(call: Call, law: Law): boolean {
  const { format, quality = Infinity } = law.source;
  const asked = askedQuality(call, law)?.absolute ?? 0;
  const kept = choice(law, 'image/quality', 'above-source') === 'source';
  return kept && call.name === 'quality' && format === 'jpg' && asked > quality;
}

/** Quality of a JPEG: Q is at most the source's, q a percentage of it, neither keeps it. */
function qualityOf(calls: readonly Call[], law: Law): number | undefined {
  const own = law.source.format === 'jpg' ? law.source.quality : undefined;
  const [call, ...more] = calls;
  if (more.length > 0 || (law.source.format === 'jpg' && own === undefined)) return undefined;
  if (!call) return own ?? Number(law.spec.chain['default-jpg-quality'].is);
  const asked = askedQuality(call, law);
  if (asked?.absolute !== undefined) return Math.min(asked.absolute, own ?? 100);
  if (own === undefined || asked?.relative === undefined) return undefined;
  const exact = (own * asked.relative) / 100;
  const rounded = choice(law, 'image/quality', 'fraction') === 'rounded';
  return Math.max(1, rounded ? Math.round(exact) : Math.floor(exact));
}

/** What format, quality and interlace, wherever they stand, make of the one encode. */
export function encodingOf(calls: readonly Call[], law: Law): Encoding {
  const format = formatOf(calls, law);
  if (format !== 'jpg') return { format };
  const interlace = calls.filter(({ name }) => name === 'interlace').at(-1);
  const qualities = calls.filter(({ name }) => name === 'quality');
  const quality = qualityOf(qualities, law);
  // Where the quality is uncertain an edition that may answer the source may answer a progressive one.
  const mayBeSource = choice(law, 'image/quality', 'above-source') === 'source';
  const uncertain = mayBeSource && qualities.length > 0 && quality === undefined;
  return {
    format,
    ...(!uncertain && { progressive: interlace?.tokens[0] === '1' }),
    ...(quality !== undefined && { quality }),
  };
}

/**
 * Pixels within which chroma at half the resolution and coarse steps mix neighbours; measured on grids of 4 to 20 pixels a cell,
 * where cells whose middle is half as far from their edge were at most 8 levels off.
 */
export function smearOf({ format, quality = 50 }: Encoding, calls: readonly Call[]): number {
  if (format === 'webp') return calls.some(({ name }) => name === 'quality') ? 32 : 7;
  if (format === 'avif') return 7;
  if (format !== 'jpg') return 0;
  const steps: readonly (readonly [atLeast: number, pixels: number])[] = [
    [90, 3],
    [75, 9],
    [50, 16],
  ];
  return steps.find(([atLeast]) => quality >= atLeast)?.[1] ?? 32;
}
