import type { Signed } from './claim.ts';

/** Asks why a request is refused; the answer has a header of the same name. It is no header of the service. */
export const questionHeader = 'x-oss-double-why';

/** The request as the service would see it: itself where nobody asks. */
export function withoutQuestion(request: Signed): Signed {
  if (request.headers[questionHeader] === undefined) return request;
  const { [questionHeader]: _, ...headers } = request.headers;
  return { ...request, headers };
}

/**
 * The string that a client says that it signed, in octets: a string to sign of V1 or a canonical request of V4, in base64
 * as the value of the question. Undefined where the value is none.
 */
export function saidIn({ headers }: Pick<Signed, 'headers'>): string | undefined {
  const said = Buffer.from(headers[questionHeader] ?? '', 'base64').toString('latin1');
  return said.includes('\n') ? said : undefined;
}
