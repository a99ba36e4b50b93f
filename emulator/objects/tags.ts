import { fromOctets } from '../auth/octets.ts';
import type { AskedOfBucket } from '../call.ts';
import { refuse } from '../errors.ts';
import { parseQuery } from '../http/query.ts';
import type { Elements } from '../http/to-xml.ts';
import { childOf, parseXml, wholeTextOf } from '../http/xml.ts';
import type { ObjectHead, Tag } from '../store/object.ts';

const most = 10;
/** Characters. */
const longest = { key: 128, value: 256 };
/** The Python suite puts Chinese letters too. */
const allowed = /^[\p{L}\p{M}\p{N} +\-=._:/]*$/u;

/** Refuses tags that no object may have. Source: OSS API reference, PutObjectTagging; error code pages 0010-00000209 to 0010-00000219. */
function hold(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > most) refuse('too-many-tags');
  if (new Set(tags.map(({ key }) => key)).size < tags.length) refuse('tag-twice');
  for (const { key, value } of tags) {
    if (Array.from(key).length > longest.key) refuse('tag-key-too-long');
    if (key === '' || Array.from(value).length > longest.value) refuse('invalid-tag');
    if (!allowed.test(key) || !allowed.test(value)) refuse('invalid-tag');
  }
  return tags;
}

/** The tags of a header `x-oss-tagging`: `a=1&b`, percent-encoded. */
export function readTagging(header: string): readonly Tag[] {
  const { pairs } = parseQuery(fromOctets(header));
  if (pairs.some(({ rawValue }) => rawValue?.includes('='))) refuse('malformed-tagging');
  return hold(pairs.map(({ name, value }) => ({ key: name, value })));
}

/** The tags of a document `Tagging`. */
export function readTags(text: string): readonly Tag[] {
  const malformed = (detail: string) =>
    refuse('malformed-xml', { fields: { ErrorDetail: detail } });
  const set = childOf(parseXml(text, 'Tagging'), 'TagSet') ?? malformed('no TagSet');
  const found = childOf(set, 'Tag') ?? [];
  const tags: readonly unknown[] = Array.isArray(found) ? found : [found];
  return hold(
    tags.map((tag) => ({
      key: wholeTextOf(tag, 'Key') ?? malformed('a Tag without Key'),
      value: wholeTextOf(tag, 'Value') ?? '',
    })),
  );
}

export const tagElements = (tags: readonly Tag[] = []): Elements => ({
  Tagging: { TagSet: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } },
});

/** How many tags an object has, for those alone who may read them (Q227). */
export function countHeader(
  { principal, bucket }: Pick<AskedOfBucket, 'principal' | 'bucket'>,
  { tags = [] }: Pick<ObjectHead, 'tags'>,
): Record<string, string> {
  const may =
    principal.kind === 'operator' ||
    (principal.kind === 'account' && principal.account.id === bucket.owner);
  return may && tags.length > 0 ? { 'x-oss-tagging-count': String(tags.length) } : {};
}
