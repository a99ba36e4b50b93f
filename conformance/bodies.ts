import { SuiteError } from './checks/check.ts';
import { findFixture } from './fixtures.ts';
import type { Body } from './format/entry.ts';

/** So many bytes that repeat 0 to 250; 251 is a prime, so no two blocks of 2^n bytes are alike. */
const countingBytes = (length: number): Uint8Array =>
  Buffer.alloc(
    length,
    Uint8Array.from({ length: 251 }, (_, i) => i),
  );

/** Bytes of a case's request: a text, a fixture, or as many bytes as it says. */
export async function bytesOf(body: Body): Promise<Uint8Array> {
  if (typeof body === 'string') return Buffer.from(body);
  if ('bytes' in body) return countingBytes(body.bytes);
  const fixture = findFixture(body.fixture, new Map());
  if (!fixture) throw new SuiteError(`there is no fixture ${body.fixture}`);
  return fixture.bytes();
}
