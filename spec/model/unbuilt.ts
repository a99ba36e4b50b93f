import { z } from 'zod';
import { elsewhere } from './operation.ts';
import { cite, text, words } from './scalars.ts';

/** Operations that are known by name only; an edition that lists one knows it. */
export const unemulatedTable = z.record(
  z.string().regex(/^[a-z]+\/[a-z0-9]+$/),
  z.strictObject({ title: text, ...elsewhere, cite }),
);

/** What of OSS is not emulated. `GET bucket ?acl`: what selects the call; `asked`: it rides on other calls. */
export const callTable = z.record(
  z.string(),
  z.strictObject({
    title: text,
    calls: z.record(
      z.string().regex(/^[A-Z][A-Za-z]+$/),
      z
        .string()
        .regex(/^(asked|(GET|PUT|POST|DELETE) (service|bucket|object) \?[\w-]+(&[\w=-]+)*)$/),
    ),
    'asked-by': words.optional(),
    cite,
  }),
);
