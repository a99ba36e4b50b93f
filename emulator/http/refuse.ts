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

/** What a refusal is called in an edition. */
interface Named {
  readonly code: string;
  readonly status: number;
  /** With its fields filled in. */
  readonly message: string;
  readonly ec: string | undefined;
  readonly elements: Readonly<Record<string, string>>;
}

/** Looks a refusal up. Throws an Error for one that the edition does not have. */
export function nameRefusal(
  { refusal, details }: OssError,
  { edition, method }: Pick<Place, 'edition' | 'method'>,
): Named {
  const spec = specOf(edition);
  const found = spec.refusals[refusal] ?? spec.refusals['internal'];
  const status = found && spec.codes[found.code];
  if (found === undefined || status === undefined)
    throw new Error(`${edition} has no refusal ${refusal}`);
  const fields = { method: method.toLowerCase(), ...details.fields };
  return {
    code: found.code,
    status,
    message: fill(details.message ?? found.message, fields),
    ec: spec.ec ? (details.ec ?? found.ec) : undefined,
    elements: elementsOf(found, fields),
  };
}

/** An answer whose body, if any, is bytes. */
type Written = Response & { readonly body?: Buffer };

/**
 * Writes a refusal as the service does: code, message and EC of its edition as XML, the EC also as a header; on HEAD the
 * document stands in `x-oss-err` instead of a body. A 304 has headers only.
 * Sources: OSS API reference, error responses (2021-07-01); answers that users of PicGo pasted into its issues.
 */
export function answerRefusal(error: OssError, place: Place): Written {
  const { details } = error;
  const { code, status, message, ec, elements } = nameRefusal(error, place);
  if (status === 304) return { status, headers: { ...details.headers } };

  const document = Buffer.from(
    toXml({
      Error: {
        Code: code,
        Message: message,
        RequestId: place.requestId,
        HostId: place.host,
        ...elements,
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
