import { z } from 'zod';
import { editions } from '../../spec/model.ts';
import { text } from './scalars.ts';

/** settings.yaml: what the buckets of a run are like. */
export const settingTable = z.record(
  text,
  z.strictObject({ acl: z.enum(['private', 'public-read', 'public-read-write']), text }),
);
export type Setting = z.output<typeof settingTable>[string];

/** divergences.yaml: known differences of the emulator from what the cases say, case id → why. */
export const divergenceTable = z.record(
  text,
  z.strictObject({ edition: z.enum(editions).exactOptional(), because: text }),
);
export type Divergences = z.output<typeof divergenceTable>;

/** fixtures/manifest.yaml as far as the suite reads it; `picture` is what the fixture shows. */
export const fixtureTable = z.record(
  text,
  z.looseObject({
    path: text,
    sha256: text,
    known: z.looseObject({ picture: text.exactOptional() }),
  }),
);
