import type { Spec } from '../../spec/corpus.ts';
import { headerValue } from '../../spec/header.ts';
import { toOctets } from '../auth/octets.ts';
import type { AskedOfObject } from '../call.ts';
import { refuse } from '../errors.ts';
import { storedHeaders } from './headers.ts';

/**
 * The headers that the query of a GET or HEAD asks for in place of the object's own: `response-content-type` and its five
 * neighbours, where they are not empty. Refuses them to whoever does not sign, refuses what no header may hold, and where
 * the edition says so a Content-Type (Q224). Sources: OSS API reference, GetObject; OSS error code page 0017-00000902.
 */
export function readResponseHeaders(
  { request, principal }: Pick<AskedOfObject, 'request' | 'principal'>,
  { chain }: Pick<Spec, 'chain'>,
): Record<string, string> {
  const asked = storedHeaders.flatMap((name) => {
    const parameter = `response-${name.toLowerCase()}`;
    const value = request.query.get(parameter) ?? '';
    return value === '' ? [] : [{ name, parameter, value }];
  });
  if (asked.length > 0 && principal.kind === 'anonymous') refuse('response-header-anonymous');
  for (const { name, parameter, value } of asked) {
    if (name === 'Content-Type' && chain['response-content-type'].is === 'refused')
      refuse('response-content-type');
    if (!headerValue.test(toOctets(value)))
      refuse('invalid-argument', {
        fields: {
          reason: `The value of ${parameter} can be no header.`,
          ArgumentName: parameter,
          ArgumentValue: value,
        },
      });
  }
  return Object.fromEntries(asked.map(({ name, value }) => [name, toOctets(value)]));
}
