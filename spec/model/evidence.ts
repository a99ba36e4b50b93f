import { z } from 'zod';
import { editions } from './edition.ts';
import { text, words } from './scalars.ts';

export const sourceTable = z.record(
  z.string(),
  z.strictObject({
    kind: z.enum(['document', 'observation']),
    date: z.iso.date(),
    title: text,
    url: z.url({ protocol: /^https$/ }).optional(),
    edition: z.enum(editions).optional(),
    sections: words.optional(),
    note: text.optional(),
  }),
);
export const questionTable = z.record(
  z.string().regex(/^Q\d{3}$/),
  z.strictObject({
    asks: text,
    chosen: text,
    why: text,
    /** The day somebody asked the live service, and what it said. */
    answered: z.string().optional(),
  }),
);

/** Every fact of the manual in our own words; each names what shows it. */
export const manualTable = z.record(
  z.string(),
  z
    .strictObject({
      section: text,
      says: text,
      cases: words.optional(),
      question: z.string().optional(),
      unshown: text.optional(),
    })
    .refine(
      ({ cases, question, unshown }) => [cases, question, unshown].some((x) => x !== undefined),
      'names its cases, its question, or why no request can show it',
    ),
);
