import { z } from 'zod';
import { expectation } from './then.ts';
import { yes } from './scalars.ts';

const refused = z.string();
/** What one verb gets in one form. */
const rule = z.union([
  /** Refused to everybody, before any right is asked. */
  z.strictObject({ never: refused }),
  z.strictObject({
    /** How an anonymous user is refused where originals are kept. */
    kept: refused.exactOptional(),
    /** A result is stored under another key of the bucket. */
    stores: yes.exactOptional(),
    then: expectation,
  }),
]);

const form = z.strictObject({
  shows: z.array(z.string()).default([]),
  process: z.string().exactOptional(),
  /** Stands behind the key of the object. */
  tail: z.string().default(''),
  GET: rule,
  HEAD: rule,
  POST: rule,
});

const principal = z.enum(['anonymous', 'other', 'owner']);
const acl = z.enum(['private', 'public-read', 'public-read-write']);
const objectAcl = z.enum(['default', ...acl.options]);
const originals = z.enum(['open', 'kept']);
const right = z.enum(['read', 'write']);
export type Right = z.output<typeof right>;
const byStranger = z.strictObject({ anonymous: refused, other: refused });

/** matrix/rules.yaml: who may do what with an object. */
export const ruleTable = z.strictObject({
  principals: z.array(principal),
  buckets: z.array(acl),
  objects: z.array(objectAcl),
  originals: z.array(originals),
  gives: z.record(acl, z.array(right)),
  shows: z.array(z.string()),
  refused: z.strictObject({ bucket: byStranger, object: z.record(right, byStranger) }),
  writes: z.strictObject({ PUT: expectation, DELETE: expectation }),
  forms: z.record(z.string(), form),
});

export type Form = z.output<typeof form>;

/** Who asks for what, in which form. */
export interface Cell {
  readonly principal: z.output<typeof principal>;
  readonly bucket: z.output<typeof acl>;
  readonly object: z.output<typeof objectAcl>;
  readonly originals: z.output<typeof originals>;
  readonly form: Form;
}
