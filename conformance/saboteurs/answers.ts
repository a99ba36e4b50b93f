import { createHash } from 'node:crypto';
import type { Response, Saboteur } from '../target.ts';

const isRefusal = ({ headers }: Response): boolean =>
  headers.get('content-type') === 'application/xml';

/** A lie in the text of every refusal. */
function reword(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (text: string) => string,
): Saboteur {
  const tell = (response: Response): Response =>
    isRefusal(response)
      ? { ...response, body: Buffer.from(change(Buffer.from(response.body).toString('utf8'))) }
      : response;
  return { lie, caughtBy, tell };
}

/** A lie in the headers; the value `undefined` takes one away. */
function relabel(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (response: Response) => readonly (readonly [name: string, value: string | undefined])[],
): Saboteur {
  const tell = (response: Response): Response => {
    const headers = new Map(response.headers);
    for (const [name, value] of change(response))
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    return { ...response, headers };
  };
  return { lie, caughtBy, tell };
}

/** Endpoints that answer in other words or with other headers. */
export const answerSaboteurs: readonly Saboteur[] = [
  reword('refusals have another code', { 'resize/seen-live': 'error' }, (text) =>
    text.replace(/<Code>\w+/, '<Code>InvalidParameter'),
  ),
  reword('refusals have another message', { 'resize/seen-live': 'message' }, (text) =>
    text.replace(/<Message>[^<]*/, '<Message>The request is invalid.'),
  ),
  reword('the request id is another one', { 'errors/form': 'shape' }, (text) =>
    text.replace(/<RequestId>\w+/, '<RequestId>000000000000000000000000'),
  ),
  reword(
    'a value is written into XML as it came',
    { 'errors/value-in-the-message[a&b]': 'shape' },
    (text) => text.replace('&amp;', '&'),
  ),
  {
    lie: 'refusals have another EC',
    caughtBy: { 'resize/seen-live': 'ec' },
    tell: (response) => {
      const other = (text: string): string => text.replace('0040-00000312', '0040-00000313');
      const headers = [...response.headers].map(([name, value]) => [name, other(value)] as const);
      const body = isRefusal(response)
        ? Buffer.from(other(Buffer.from(response.body).toString('utf8')))
        : response.body;
      return { ...response, headers: new Map(headers), body };
    },
  },
  {
    lie: 'a refusal has the status of a success',
    caughtBy: { 'resize/seen-live': 'status', 'crop/start-outside[x_200]': 'status' },
    tell: (response) => (isRefusal(response) ? { ...response, status: 200 } : response),
  },
  {
    lie: 'numbers are told as numbers',
    caughtBy: { 'info/body': 'text' },
    tell: (response) => {
      if (response.headers.get('content-type') !== 'application/json') return response;
      const told = Buffer.from(response.body).toString('utf8');
      return { ...response, body: Buffer.from(told.replace(/"(\d+)"/g, '$1')) };
    },
  },
  relabel('the EC stands in the body alone', { 'errors/form': 'shape' }, () => [
    ['x-oss-ec', undefined],
  ]),
  relabel(
    'the ETag is that of the result',
    { 'chains/headers-of-the-source': 'headers' },
    ({ body }) => [['etag', `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`]],
  ),
  relabel('the type is always that of a JPEG', { 'format/mime-types[webp]': 'type' }, () => [
    ['content-type', 'image/jpeg'],
  ]),
];
