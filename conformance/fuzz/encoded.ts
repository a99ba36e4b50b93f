import fc from 'fast-check';
import type { Parameter } from '../../spec/corpus.ts';
import { markNames } from './source.ts';
import type { Wrong } from './value.ts';

type Values = fc.Arbitrary<string>;
type Wrongs = fc.Arbitrary<Wrong>;
type Text = Extract<Parameter, { type: 'base64' }>;

/** URL-safe and without padding, or as most libraries write it, but for a slash, which would end the action. */
export const encode = (text: string): string => {
  const standard = Buffer.from(text).toString('base64');
  return standard.includes('/') ? Buffer.from(text).toString('base64url') : standard;
};

const outside = (text: string): Wrong => ({ value: encode(text), failure: 'outside' });

/** Texts that are base64 of no UTF-8: with a letter too many or too few, with foreign signs, with padding inside. */
export const noBase64: Values = fc.constantFrom(
  '!',
  'a',
  'notbase64',
  'YQ=a',
  'YQ===',
  'gICA',
  '图',
  'Y Q',
  '%',
);

const words: Values = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('a', 'Hello 图片服务!', 'مرحبا', 'שלום', 'é', '<&">', ' ', '\t'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 64 }) },
);
const lengthIn = (unit: Text['unit'], text: string): number =>
  unit === 'bytes' ? Buffer.byteLength(text) : Array.from(text).length;

/** Any text that is short enough, or one of the words that are known. */
export function legalText({ values, max = Infinity, unit }: Text): Values {
  return values ? fc.constantFrom(...values) : words.filter((text) => lengthIn(unit, text) <= max);
}

/** Words that are not known, and texts that are too long. */
export function wrongTexts({ values, max, unit }: Text): Wrongs[] {
  const others = fc.constantFrom('Arial', 'WQY-ZENHEI', ' wqy-zenhei', 'x');
  const longer = fc
    .tuple(words, fc.integer({ min: 1, max: 70 }))
    .map(([text, times]) => text.repeat(times))
    .filter((text) => lengthIn(unit, text) > (max ?? Infinity));
  return [
    ...(values ? [others.map(outside)] : []),
    ...(max === undefined ? [] : [longer.map(outside)]),
  ];
}

/** A mark of the fuzz run, most often with a chain of its own. */
export const legalReference: Values = fc
  .tuple(
    fc.constantFrom(...markNames),
    fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 100 }).map((P) => `resize,P_${P}`),
      fc.integer({ min: 1, max: 60 }).map((w) => `resize,w_${w}`),
      fc.integer({ min: 1, max: 60 }).map((h) => `resize,m_fixed,w_20,h_${h},limit_0`),
      fc.constantFrom('crop,w_20,h_10', 'crop,w_9,g_center', 'indexcrop,x_30,i_0'),
      fc.constantFrom('rotate,90', 'rotate,180', 'resize,P_20/rotate,270', 'crop,w_30/resize,P_10'),
    ),
  )
  .map(([name, chain]) => (chain === '' ? name : `${name}?x-oss-process=image/${chain}`));

/** A chain that no mark goes through. */
export function wrongReference({ ec, forbidden }: Extract<Parameter, { type: 'object' }>): Wrongs {
  const other = typeof ec === 'string' ? ec : ec?.outside;
  const actions: readonly (readonly [chain: string, id?: string])[] = [
    ['image/watermark,text_YQ', 'image/watermark'],
    ['image/resize,w_9/info', 'image/info'],
    ['image/circle,r_9'],
    ['image/format,png'],
    ['image/resize,w_9|image/rotate,90'],
  ];
  return fc.constantFrom(...actions).map(([chain, id = '']) => {
    const own = forbidden[id] ?? other;
    const wrong = outside(`${markNames[0]}?x-oss-process=${chain}`);
    return { ...wrong, ...(own !== undefined && { ec: own }) };
  });
}
