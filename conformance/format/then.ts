import { z } from 'zod';
import { list, number, text, truth, yes } from './scalars.ts';

export const formats = ['jpg', 'png', 'webp', 'gif', 'bmp', 'tiff', 'heic', 'avif'] as const;
export type PictureFormat = (typeof formats)[number];

/** A tree of text, compared by text: `3267` equals 3267. */
type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([text, z.array(tree), z.record(z.string(), tree)]),
);
export type { Tree };

const span = text.regex(/^\d+(\.\.\d+)?$/, 'N or N..N');
/** What stands out of a plain background: pixels of the whole picture, each a number or a range. */
const ink = z.strictObject({
  /** `x,y WxH`: only this part is looked at. */
  in: text.regex(/^\d+,\d+ \d+x\d+$/, 'x,y WxH').exactOptional(),
  none: yes.exactOptional(),
  left: span.exactOptional(),
  top: span.exactOptional(),
  /** One behind the last column, and one below the last row. */
  right: span.exactOptional(),
  bottom: span.exactOptional(),
  area: span.exactOptional(),
  baseline: span.exactOptional(),
  colour: text.regex(/^([0-9A-F]{2}){3,4}$/, 'RRGGBB or RRGGBBAA').exactOptional(),
  /** Pixels from one tile to the next. */
  across: span.exactOptional(),
  down: span.exactOptional(),
});
export type InkThen = z.output<typeof ink>;

/**
 * What an answer must be; every key that is there is checked. Values of `headers`, `xml` and `json` may be `present`,
 * `absent` or `/regular expression/`.
 */
export const expectation = z.strictObject({
  status: number.exactOptional(),
  /** The Code of the service's XML. */
  error: text.exactOptional(),
  message: text.exactOptional(),
  /** `none`: must be absent. */
  ec: text.regex(/^(none|\d{4}-\d{8})$/, 'an EC or none').exactOptional(),
  elements: z.record(text, text).exactOptional(),
  /** By the bytes, not by the Content-Type. */
  format: z.enum(formats).exactOptional(),
  type: text.exactOptional(),
  size: text.regex(/^\d+x\d+$/, 'WxH').exactOptional(),
  /** Length of the body; any of them. */
  bytes: list(number).exactOptional(),
  'at-most': number.exactOptional(),
  pixels: z.literal('predicted').exactOptional(),
  /** Pixel `x,y` → RRGGBB or RRGGBBAA. */
  colours: z
    .record(
      text.regex(/^\d+,\d+$/, 'x,y'),
      text.regex(/^([0-9A-F]{2}){3,4}$/, 'RRGGBB or RRGGBBAA'),
    )
    .exactOptional(),
  ink: ink.exactOptional(),
  /** Name of a golden of golden/manifest.yaml that the picture must look like, frame by frame. */
  golden: text.exactOptional(),
  /** Pixel `x,y` → its colour in each frame. */
  'frame-colours': z
    .record(
      text.regex(/^\d+,\d+$/, 'x,y'),
      z.array(text.regex(/^([0-9A-F]{2}){3,4}$/, 'RRGGBB or RRGGBBAA')),
    )
    .exactOptional(),
  frames: number.exactOptional(),
  /** Milliseconds. */
  delays: list(number).exactOptional(),
  /** How often an animation plays; 0 is for ever. */
  loop: number.exactOptional(),
  progressive: truth.exactOptional(),
  alpha: truth.exactOptional(),
  /** IJG quality by the quantisation tables. */
  quality: number.exactOptional(),
  orientation: text.regex(/^(absent|[1-8])$/, 'absent or 1 to 8').exactOptional(),
  metadata: z.literal('absent').exactOptional(),
  /** `1x1/0`: density and unit of the JFIF header, or `absent`. */
  jfif: text.regex(/^(absent|\d+x\d+\/\d)$/, 'absent or XxY/unit').exactOptional(),
  /** The number that a frame of a clip of `drawNumber` tells. */
  frame: number.exactOptional(),
  /** Degrees clockwise by which such a frame was turned. */
  turned: text.regex(/^(0|90|180|270)$/, '0, 90, 180 or 270').exactOptional(),
  /** Chroma sampling of a JPEG. */
  sampling: text.regex(/^4:[0-4]:[0-4]$/, '4:2:0').exactOptional(),
  /** Types of the chunks of a PNG, in order; equal neighbours once. */
  chunks: z.array(text).exactOptional(),
  identical: z.enum(['source', 'before']).exactOptional(),
  differs: z.literal('source').exactOptional(),
  json: tree.exactOptional(),
  text: text.exactOptional(),
  contains: list(text).exactOptional(),
  empty: yes.exactOptional(),
  headers: z.record(text.toLowerCase(), text).exactOptional(),
  /** `just-now`: Last-Modified is at most a minute from the Date of the answer. */
  modified: z.literal('just-now').exactOptional(),
  /** Path of element names from below the root, `Contents.Key` → text of the first such element. */
  xml: z.record(text, text).exactOptional(),
  /** Keys of a list result, in order. */
  keys: z.array(text).exactOptional(),
});
export type Then = z.output<typeof expectation>;
