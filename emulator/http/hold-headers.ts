import { refuse } from '../errors.ts';

const control = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Refuses control characters in headers, which the lenient parser lets through (server.ts): they would come back in answers,
 * where HTTP forbids them (Q259).
 */
export function holdHeaders(headers: Readonly<Record<string, string>>): void {
  if (Object.values(headers).some((value) => control.test(value))) refuse('malformed-request');
}
