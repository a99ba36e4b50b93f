/** Media types of what people keep in an image bucket, by the ending of the key (IANA). */
const byEnding: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  webp: 'image/webp',
  xml: 'application/xml',
};

/** The service's own word for what it does not know. */
export const unknownType = 'application/octet-stream';

/** What a client would have guessed from the key; the service itself does not guess. */
export function contentTypeOf(key: string): string {
  return byEnding[key.slice(key.lastIndexOf('.') + 1).toLowerCase()] ?? unknownType;
}
