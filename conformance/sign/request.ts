/** A request that still has to be signed. Everything is decoded; who sends it encodes it. */
export interface Unsigned {
  readonly method: string;
  /** Signed by name, however the request will address it. Absent: the service itself. */
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  /** Names and values; a parameter without `=` has no value. */
  readonly query: readonly Parameter[];
  /** Values of printable ASCII; names in any case. */
  readonly headers: Readonly<Record<string, string>>;
}
export type Parameter = readonly [name: string, value: string | undefined];

/** An access key; a temporary one comes with a security token. */
export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** A copy of headers with their names in lower case. */
export function lowerNames(headers: Unsigned['headers']): Map<string, string> {
  return new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]),
  );
}

/** Orders entries by their names as bytes. */
export function byName(
  [one]: readonly [string, unknown],
  [other]: readonly [string, unknown],
): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
