import { headerName, headerValue } from '../../spec/header.ts';
import { signedFields } from '../auth/post-claim.ts';
import { refuse } from '../errors.ts';
import type { Form } from '../http/form.ts';
import { storedHeaders } from './headers.ts';

/** They speak of who posts. */
const ofSignature = new Set([...signedFields, 'x-oss-signature', 'x-oss-security-token']);
const stored = new Set<string>(storedHeaders.map((name) => name.toLowerCase()));

/** In a header a line ends with the header; octets are what Node hands over of one. */
const asHeader = (text: string) =>
  Buffer.from(text.trim().replace(/[\r\n]+/g, ' '), 'utf8').toString('latin1');

/** What no header could have brought must not come back as one. */
function holdHeader(name: string, value: string): void {
  if (headerName.test(name) && headerValue.test(value)) return;
  refuse('post-field-wrong', { fields: { name, ArgumentName: name, ArgumentValue: value } });
}

/**
 * The fields of a form that say something of its object, as the headers of a put would. The type of an object:
 * x-oss-content-type, the file's, the field's. Refuses what a header cannot hold, and more than `limit` bytes of all.
 */
export function headersOf({ fields, file }: Form, limit: number): Record<string, string> {
  const type = fields.get('x-oss-content-type') ?? file.type;
  const all = new Map([
    ...fields,
    ...(type === undefined ? [] : [['content-type', type] as const]),
  ]);
  const headers = Array.from(all)
    .filter(([name]) => stored.has(name) || name.startsWith('x-oss-'))
    .filter(([name]) => !ofSignature.has(name))
    .map(([name, value]) => [name, asHeader(value)] as const);
  for (const [name, value] of headers) holdHeader(name, value);
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > limit) refuse('post-meta-too-long');
  return Object.fromEntries(headers);
}
