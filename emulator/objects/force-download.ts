import type { AskedOfObject } from '../call.ts';
import type { Response } from '../http/message.ts';

/** OSS error code pages 0048-00000101 (pictures) and 0048-00000001 (HTML). */
const types = new Set(
  `image/jpeg image/gif image/tiff image/png image/webp image/svg+xml image/bmp image/x-ms-bmp image/x-cmu-raster image/exr
  image/x-icon image/heic text/html`.split(/\s+/),
);

function isForced({ status, headers }: Response, key: string): boolean {
  if (status !== 200 && status !== 206) return false;
  const type = (headers['Content-Type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return types.has(type) || /\.html?$/i.test(key);
}

/**
 * Makes a browser save what it would show, as the default domain of the service does since 2019, whatever the object or the
 * request says; a custom domain does not (Q137).
 */
export function forceDownload(
  response: Response,
  { address, key, request }: AskedOfObject,
): Response {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || address.style === 'domain' || !isForced(response, key)) return response;
  const stored = response.headers['Content-Disposition'];
  const disposition = stored !== undefined && /^attachment\b/i.test(stored) ? stored : 'attachment';
  const forced = { 'Content-Disposition': disposition, 'x-oss-force-download': 'true' };
  return { ...response, headers: { ...response.headers, ...forced } };
}
