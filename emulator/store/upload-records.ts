import { isNumber, isText, mapOf, oneOf, optional, shape } from './check.ts';
import type { NewObject } from './object.ts';
import { isTags, readRecord } from './records.ts';
import type { Part, Upload } from './uploads.ts';

/** What the folder store writes of a part: what it says, and the name of the file with its content. */
export interface PartRecord {
  readonly blob: string;
  readonly part: Part;
}

const isUpload = shape<Upload>({
  id: isText,
  key: isText,
  initiated: isNumber,
  object: shape<NewObject>({
    acl: oneOf('private', 'public-read', 'public-read-write', 'default'),
    headers: mapOf(isText),
    meta: mapOf(isText),
    tags: optional(isTags),
    target: optional(isText),
    storageClass: isText,
  }),
});

const isPartRecord = shape<PartRecord>({
  blob: isText,
  part: shape<Part>({
    number: isNumber,
    size: isNumber,
    etag: isText,
    md5: isText,
    crc64: isText,
    modified: isNumber,
  }),
});

export const readUploadRecord = (path: string) => readRecord(path, isUpload);
export const readPartRecord = (path: string) => readRecord(path, isPartRecord);
