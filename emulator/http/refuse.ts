import { specOf, type Edition, type Refusal } from '../../spec/corpus.ts';
import type { OssError } from '../errors.ts';
import type { Response } from './message.ts';
import { toXml } from './to-xml.ts';

/** Where a refusal is written. */
export interface Place {
  /** Of the bucket; the server's own where there is none. */
  readonly edition: Edition;
  readonly requestId: string;
  /** The Host as the client wrote it. */
  readonly host: string;
  readonly method: string;
}

/** An answer whose body, if any, is bytes. */
type Written = Response & { readonly body?: Buffer };

/**
 * Writes a refusal as the service does: code, message and EC of its edition as XML, the EC also as a header; on HEAD the
 * document stands in `x-oss-err` instead of a body. A 304 has headers only.
 * Sources: OSS API reference, error responses (2021-07-01); answers that users of PicGo pasted into its issues.
 */
export function answerRefusal({ refusal, details }: OssError, place: Place): Written {
  const spec = specOf(place.edition);
  const found = spec.refusals[refusal] ?? spec.refusals['internal'];
  const status = found && spec.codes[found.code];
  if (found === undefined || status === undefined)
    throw new Error(`${place.edition} has no refusal ${refusal}`);
  if (status === 304) return { status, headers: { ...details.headers } };

  const fields = { method: place.method.toLowerCase(), ...details.fields };
  const ec = spec.ec ? (details.ec ?? found.ec) : undefined;
  const document = Buffer.from(
    toXml({
      Error: {
        Code: found.code,
        Message: fill(details.message ?? found.message, fields),
        RequestId: place.requestId,
        HostId: place.host,
        ...elementsOf(found, fields),
        EC: ec,
        RecommendDoc: ec && `https://api.aliyun.com/troubleshoot?q=${ec}`,
      },
    }),
  );
  const headers = {
    'Content-Type': 'application/xml',
    ...(ec && { 'x-oss-ec': ec }),
    ...details.headers,
  };
  if (place.method !== 'HEAD') return { status, headers, body: document };
  const length = { 'Content-Length': String(document.length) };
  return { status, headers: { ...headers, ...length, 'x-oss-err': document.toString('base64') } };
}

/** Puts fields into the `{name}` holes of a message. */
export function fill(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => fields[name] ?? hole);
}

/** Fields that are elements: first those the table names, in its order, then any other with a capital letter. */
function elementsOf(
  { elements = [] }: Refusal,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  const others = Object.keys(fields).filter((name) => /^[A-Z]/.test(name));
  const names = [...new Set([...elements, ...others])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = fields[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
