import { refuse } from '../errors.ts';
import type { Query } from './query.ts';

/** How an answer writes keys. */
export interface Encoding {
  /** What `<EncodingType>` says; undefined: keys stand as they are. */
  readonly type: string | undefined;
  readonly write: (text: string) => string;
}

/** SDKs decode with or without `+` for a space: everything but unreserved characters is percent-encoded. */
function encode(text: string): string {
  const octet = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, octet);
}

/** What a query asks for by `encoding-type`. Refuses anything but `url`. */
export function readEncoding(query: Query): Encoding {
  const type = query.get('encoding-type');
  if (type === undefined) return { type, write: (text) => text };
  if (type === 'url') return { type, write: encode };
  return refuse('invalid-argument', {
    fields: {
      reason: 'Invalid Encoding Method specified in Request.',
      ArgumentName: 'encoding-type',
      ArgumentValue: type,
    },
  });
}
