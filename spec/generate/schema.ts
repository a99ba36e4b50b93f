import { z } from 'zod';
import { manifest } from '../manifest.ts';
import { editions } from '../model/edition.ts';
import { operation } from '../model/operation.ts';

/** The editor's schema of an operation file: completes keys; any value may be a switch by edition. */
export function writeSchema(): string {
  const schema = z.toJSONSchema(operation, { io: 'input', reused: 'ref', target: 'draft-7' });
  const byEdition = Object.fromEntries(editions.map((e) => [e, {}]));
  return `${JSON.stringify(
    {
      ...schema,
      title: 'An operation of oss-double',
      description: `Any value may also be a map of ${editions.join(' and ')}.`,
      anyOf: [
        { additionalProperties: true },
        { properties: byEdition, additionalProperties: false },
      ],
    },
    undefined,
    1,
  )}\n`;
}

/** The editor's schema of an `oss-double.yaml`. */
export function writeManifestSchema(): string {
  const schema = z.toJSONSchema(manifest, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'A seed of oss-double' }, undefined, 1)}\n`;
}
