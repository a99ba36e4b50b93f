import { z } from 'zod';
import { editions } from '../../spec/model/edition.ts';
import { text } from './scalars.ts';

/** settings.yaml: what the buckets of a run are like. */
export const settingTable = z.record(
  text,
  z.strictObject({
    acl: z.enum(['private', 'public-read', 'public-read-write']),
    text,
    /** Name → content, put in this order. */
    styles: z.record(text, text).exactOptional(),
    /** Elements of `BucketProcessConfiguration`, in this order. */
    access: z.record(text, text).exactOptional(),
    /** A custom domain to be bound to it. */
    domain: text.exactOptional(),
    /** Rules of cross-origin resource sharing, inside `CORSConfiguration`. */
    cors: text.exactOptional(),
  }),
);
export type Setting = z.output<typeof settingTable>[string];

/** divergences.yaml: known differences of the emulator from what the cases say, case id → why. */
export const divergenceTable = z.record(
  text,
  z.strictObject({ edition: z.enum(editions).exactOptional(), because: text }),
);
export type Divergences = z.output<typeof divergenceTable>;

/** What is known of a clip; see fixtures/make/recipe.ts. */
const clip = z.strictObject({
  codec: z.enum(['h264', 'h265', 'mpeg4']),
  key: z.int(),
  durations: z.array(text),
  turn: z.literal([90, 180, 270]).exactOptional(),
});

/** fixtures/manifest.yaml as far as the suite reads it; `picture` is what the fixture shows. */
export const fixtureTable = z.record(
  text,
  z.looseObject({
    path: text,
    sha256: text,
    known: z.looseObject({
      picture: text.exactOptional(),
      width: z.number().exactOptional(),
      height: z.number().exactOptional(),
      frames: z.number().exactOptional(),
      clip: clip.exactOptional(),
    }),
  }),
);

/** golden/manifest.yaml: pictures that somebody else rendered, by their names in cases. */
export const goldenTable = z.record(
  text,
  z.strictObject({
    /** Below golden/. */
    path: text,
    sha256: text.regex(/^[0-9a-f]{64}$/),
    /** The fixture that it was rendered from. */
    source: text,
    shows: text,
    tool: text,
    command: text,
    /** Something that can be told from what is left and right of it. */
    part: text.regex(/^\d+,\d+,\d+x\d+$/, 'left,top,WxH'),
    /** Frames of an animation, one below the other. */
    frames: z.number().int().min(2).exactOptional(),
  }),
);
