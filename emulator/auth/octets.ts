import { timingSafeEqual } from 'node:crypto';

/**
 * The UTF-8 form of a text, one character an octet. Strings to sign are put together in this form because Node hands
 * header values over in it: what a client signs are the bytes that it sends.
 */
export function toOctets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What the octets spell. Octets that are no UTF-8 become U+FFFD. */
export function fromOctets(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8');
}

/** `47 45 54 `: upper-case hexadecimal, a space behind each octet, behind the last one too, as the service shows them. */
export function listOctets(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('hex').toUpperCase().replace(/../g, '$& ');
}

/** Percent-encodes all but `A-Z a-z 0-9 - . _ ~`, in upper case. Never throws. */
export function percentEncode(text: string): string {
  const encode = (octet: string) =>
    `%${Buffer.from(octet, 'latin1').toString('hex').toUpperCase()}`;
  return toOctets(text).replace(/[^A-Za-z0-9\-._~]/g, encode);
}

/** Whether two texts are equal, in a time that tells nothing about where they differ. */
export function equalInConstantTime(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, 'utf8'), Buffer.from(other, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}
