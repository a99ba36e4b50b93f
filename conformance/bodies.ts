import type { Body } from './case.ts';
import { SuiteError } from './checks/check.ts';
import { findFixture } from './fixtures.ts';

/** Bytes of a case's request: a text, a fixture, or so many bytes that repeat 0 to 250 (a prime, so no block repeats). */
export async function bytesOf(body: Body): Promise<Uint8Array> {
  if (typeof body === 'string') return Buffer.from(body);
  if ('bytes' in body) return Uint8Array.from({ length: body.bytes }, (_, i) => i % 251);
  const fixture = findFixture(body.fixture, new Map());
  if (!fixture) throw new SuiteError(`there is no fixture ${body.fixture}`);
  return fixture.bytes();
}
