import type { Cors, CorsMethod, CorsRule } from '../store/cors.ts';
import type { Request, Response } from './message.ts';

/** What a browser asks of another origin: what it is about to send, or what it sends. */
export interface CrossOrigin {
  readonly origin: string;
  readonly method: string;
  /** Names of headers that it is about to send, as it wrote them. */
  readonly headers: readonly string[];
}

/** At most one `*` in a pattern stands for any text. */
function fits(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

const methods: readonly CorsMethod[] = ['GET', 'PUT', 'DELETE', 'POST', 'HEAD'];
export const corsMethodOf = (text: string) => methods.find((method) => method === text);

function allows(rule: CorsRule, { origin, method, headers }: CrossOrigin): boolean {
  const isHeaderAllowed = (name: string) =>
    rule.headers.some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase()));
  return (
    rule.origins.some((pattern) => fits(pattern, origin)) &&
    rule.methods.some((one) => one === method) &&
    headers.every(isHeaderAllowed)
  );
}

/** The first rule that allows what is asked. Source: OSS API reference, PutBucketCors. */
export const findRule = (cors: Cors | undefined, asked: CrossOrigin): CorsRule | undefined =>
  cors?.rules.find((rule) => allows(rule, asked));

/** The headers by which a browser sees that it may; each repeats what was asked (OSS API reference, Options). */
export function corsHeaders(
  { expose, maxAge }: CorsRule,
  { origin, method, headers }: CrossOrigin,
): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': method,
    ...(headers.length > 0 && { 'Access-Control-Allow-Headers': headers.join(', ') }),
    ...(expose.length > 0 && { 'Access-Control-Expose-Headers': expose.join(', ') }),
    ...(maxAge !== undefined && { 'Access-Control-Max-Age': String(maxAge) }),
  };
}

/** Header values are octets of the client: what no header may hold is not repeated. */
const isPrintable = (text: string) => /^[\x21-\x7e]+$/.test(text);

/**
 * An answer with the headers of the bucket's rules: every answer, a refusal and a processed picture too. `Vary: Origin`
 * where the rules say so, whether the request has an origin or not.
 */
export function share(
  response: Response,
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  cors: Cors | undefined,
): Response {
  if (cors === undefined || cors.rules.length === 0) return response;
  const asked = { origin: headers['origin'] ?? '', method, headers: [] };
  const rule = isPrintable(asked.origin) ? findRule(cors, asked) : undefined;
  return {
    ...response,
    headers: {
      ...response.headers,
      ...(rule && corsHeaders(rule, asked)),
      ...(cors.vary && { Vary: 'Origin' }),
    },
  };
}
