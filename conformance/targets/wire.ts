import type { Parameter } from '../sign/request.ts';
import type { Request } from '../target.ts';
import { formHeaders, writeForm } from './form.ts';

/** Where requests go, and how they name a bucket. */
export interface Endpoint {
  /** Origin: `http://127.0.0.1:9000`. */
  readonly url: URL;
  readonly addressing: 'path' | 'virtual';
}

/** A request as it goes over the wire, but for its signature. */
export interface Wire {
  /** The origin that is connected to. */
  readonly origin: string;
  readonly path: string;
  /** As it stands in the URL. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** The host that names a bucket, as it stands in the header Host; of no bucket, the endpoint's own. */
export const hostOf = (bucket: string, { url, addressing }: Endpoint): string =>
  addressing === 'virtual' && bucket !== '' ? `${bucket}.${url.host}` : url.host;

/** encodeURIComponent leaves an apostrophe alone, which ends a quoted word of a shell. */
const encode = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');

function pathOf({ bucket, key }: Request, { addressing }: Endpoint): string {
  const encoded = key.split('/').map(encode).join('/');
  if (addressing === 'virtual' || bucket === '') return `/${encoded}`;
  return key === '' ? `/${bucket}/` : `/${bucket}/${encoded}`;
}

/** Node refuses to send what may not stand in a request line; everything else stays as the case wrote it. */
const printable = (text: string) => text.replace(/[^\x21-\x7e]+/gu, encode);

/** The process of a POST stands in its body, and its name alone in the query. */
function processOf({ verb, process }: Request): string | undefined {
  if (process === undefined) return undefined;
  return verb === 'POST' ? 'x-oss-process' : `x-oss-process=${encode(process)}`;
}

/** Addresses and encodes a request. */
export function toWire(request: Request, endpoint: Endpoint): Wire {
  const { verb, process, bucket, form } = request;
  const origin = `${endpoint.url.protocol}//${hostOf(bucket, endpoint)}`;
  const query = [printable(request.query), processOf(request) ?? '']
    .filter((part) => part !== '')
    .join('&');
  const inBody = verb === 'POST' && process !== undefined;
  const text = inBody ? Buffer.from(`x-oss-process=${process}`) : request.body;
  const body = form ? writeForm(form) : text;
  return {
    origin,
    path: printable(request.path ?? pathOf(request, endpoint)),
    query,
    headers: { ...(form && formHeaders), ...request.headers },
    ...(body && { body }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The parameters of a query as the signature sees them: decoded, `+` being a space. */
export const parametersOf = (query: string): Parameter[] =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0
        ? [decode(part), undefined]
        : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });

/** Adds parameters to a query as text. */
export const addParameters = (query: string, added: readonly Parameter[]): string =>
  [
    ...(query === '' ? [] : [query]),
    ...added.map(([name, value]) =>
      value === undefined ? encode(name) : `${encode(name)}=${encode(value)}`,
    ),
  ].join('&');
