import { z } from 'zod';

export const ec = z.string().regex(/^\d{4}-\d{8}$/);
export const cite = z.array(z.string()).min(1);
export const text = z.string().min(1);
export const words = z.array(z.string());
export const range = z
  .tuple([z.int(), z.int()])
  .refine(([low, high]) => low <= high, 'low end first');
