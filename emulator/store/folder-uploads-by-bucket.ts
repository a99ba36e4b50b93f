import type { FolderUploads } from './folder-uploads.ts';
import { listUploads } from './upload-listing.ts';
import type { Uploads } from './uploads.ts';

/** The uploads of all buckets; `find` throws where the store is closed. */
export function uploadsByBucket(find: (bucket: string) => FolderUploads | undefined): Uploads {
  return {
    begin: async (bucket, ...asked) => find(bucket)?.begin(...asked),
    find: async (bucket, id) => find(bucket)?.find(id),
    putPart: async (bucket, ...asked) => find(bucket)?.putPart(...asked),
    listParts: async (bucket, id) => find(bucket)?.listParts(id),
    complete: async (bucket, ...asked) => find(bucket)?.complete(...asked),
    abort: async (bucket, id) => (await find(bucket)?.abort(id)) ?? false,
    list: async (bucket, query) => find(bucket)?.list(query) ?? listUploads([], query),
    count: async (bucket) => (await find(bucket)?.count()) ?? 0,
  };
}
