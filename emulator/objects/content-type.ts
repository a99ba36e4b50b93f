import { mime } from '../engine/mime.ts';

/** Media types of what people keep in an image bucket, by the ending of the key (IANA). */
const byEnding: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...mime,
    html: 'text/html',
    jpeg: mime.jpg,
    json: 'application/json',
    mov: 'video/quicktime',
    mp4: 'video/mp4',
    pdf: 'application/pdf',
    svg: 'image/svg+xml',
    tif: mime.tiff,
    txt: 'text/plain',
    xml: 'application/xml',
  }),
);

/** The service's own word for what it does not know. */
export const unknownType = 'application/octet-stream';

/** What a client would have guessed from the key; the service itself does not guess. */
export function contentTypeOf(key: string): string {
  return byEnding.get(key.slice(key.lastIndexOf('.') + 1).toLowerCase()) ?? unknownType;
}
