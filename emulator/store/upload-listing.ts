import { compareKeys } from './key.ts';
import { commonPrefix } from './listing.ts';
import type { Upload, UploadListing, UploadQuery } from './uploads.ts';

/** One page of uploads. As in a list of objects, a page that ended with a common prefix is not followed by one that begins with it. */
export function listUploads(uploads: Iterable<Upload>, query: UploadQuery): UploadListing {
  const { prefix, afterKey, afterId, delimiter, limit } = query;
  const comesAfter = ({ key, id }: Upload) => {
    const order = compareKeys(key, afterKey);
    return order > 0 || (order === 0 && afterId !== '' && id > afterId);
  };
  const left = [...uploads]
    .filter((upload) => upload.key.startsWith(prefix) && comesAfter(upload))
    .sort((a, b) => compareKeys(a.key, b.key) || (a.id < b.id ? -1 : 1));

  const listed: Upload[] = [];
  const prefixes: string[] = [];
  let [nextKey, nextId] = ['', ''];
  for (const upload of left) {
    const common = commonPrefix(upload.key, prefix, delimiter);
    if (common !== undefined && (common === afterKey || common === prefixes.at(-1))) continue;
    if (listed.length + prefixes.length === limit)
      return { uploads: listed, prefixes, truncated: limit > 0, nextKey, nextId };
    if (common === undefined) listed.push(upload);
    else prefixes.push(common);
    [nextKey, nextId] = common === undefined ? [upload.key, upload.id] : [common, ''];
  }
  return { uploads: listed, prefixes, truncated: false, nextKey, nextId };
}
