import { z } from 'zod';
import { text } from './scalars.ts';

/**
 * The format of the corpus stands in this folder, free of editions: read.ts resolves the switches before it sees a tree.
 * What runs reads corpus.gen.json through corpus.ts.
 */
export const editions = ['2019-09', 'current'] as const;
export type Edition = (typeof editions)[number];

export const editionTable = z.record(
  z.enum(editions),
  z.strictObject({ title: text, ec: z.boolean() }),
);
