import { headerValue } from '../../spec/header.ts';
import { refuse } from '../errors.ts';

/**
 * Refuses control characters in headers, which the lenient parser lets through (server.ts): they would come back in answers,
 * where HTTP forbids them (Q259).
 */
export function holdHeaders(headers: Readonly<Record<string, string>>): void {
  if (Object.values(headers).some((value) => !headerValue.test(value))) refuse('malformed-request');
}
