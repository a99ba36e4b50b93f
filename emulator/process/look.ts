import { probe } from '../engine/probe.ts';
import { Recent } from '../engine/recent.ts';
import { refuse } from '../errors.ts';
import type { SourceInfo } from '../operation.ts';
import type { ObjectHead, OpenObject } from '../store/object.ts';

/** What a source's header says, and its bytes. */
export interface Looked {
  readonly info: SourceInfo;
  readonly read: () => Promise<Uint8Array>;
}

/** Headers that were read before, by content. */
const known = new Recent<SourceInfo>({ things: 1000 });

/** An object that came in pieces has no MD5; its ETag is made of the digests of these. */
export const identity = ({ etag, crc64, size }: ObjectHead): string => `${etag} ${crc64} ${size}`;

/**
 * Reads the header of a source. Refuses `source-bytes` before a byte is read, then what `probe` refuses. The bytes are
 * read once, whoever asks first.
 */
export async function look(source: OpenObject, maxSourceBytes: number): Promise<Looked> {
  if (source.head.size > maxSourceBytes) refuse('source-bytes');
  let bytes: Promise<Uint8Array> | undefined;
  const read = () => (bytes ??= source.bytes());
  const key = identity(source.head);
  const before = known.get(key);
  const info = before ?? (await probe(await read()));
  if (!before) known.set(key, info);
  return { info, read };
}
