import type { Saboteur } from '../target.ts';

const relabel = (
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  name: string,
  value?: string,
): Saboteur => ({
  lie,
  caughtBy,
  tell: (response) => {
    if (!response.headers.has(name)) return response;
    const headers = new Map(response.headers);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return { ...response, headers };
  },
});

const withoutHeader = (lie: string, caughtBy: Saboteur['caughtBy'], name: string): Saboteur => ({
  lie,
  caughtBy,
  ask: ({ headers: { [name]: _, ...headers }, ...request }) => ({ ...request, headers }),
});

/** Drops parameters of the query by the beginning of their names. */
const withoutParameter = (lie: string, caughtBy: Saboteur['caughtBy'], name: string): Saboteur => ({
  lie,
  caughtBy,
  ask: (request) => {
    const kept = request.query.split('&').filter((pair) => !pair.startsWith(name));
    return { ...request, query: kept.join('&') };
  },
});

/** Endpoints that lie about versions, tags, links and the headers that were asked for. */
export const versionSaboteurs: readonly Saboteur[] = [
  withoutParameter(
    'whatever version is named, the newest is meant',
    { 'versions/marks': 'error', 'versions/put-get-delete': 'headers' },
    'versionId=',
  ),
  relabel(
    'nobody is told that a key was deleted',
    { 'versions/marks': 'headers', 'versions/suspended': 'headers' },
    'x-oss-delete-marker',
  ),
  relabel(
    'every version is called null',
    { 'versions/put-get-delete': 'headers' },
    'x-oss-version-id',
    'null',
  ),
  withoutHeader(
    'tags that come with a put are forgotten',
    { 'tagging/longest': 'headers' },
    'x-oss-tagging',
  ),
  relabel(
    'a link is told as what it leads to',
    { 'symlinks/read-through': 'headers' },
    'x-oss-object-type',
    'Normal',
  ),
  withoutParameter(
    'headers that are asked for are passed over',
    {
      'response-headers/each-of-the-five[cache-control,no-cache]': 'headers',
      'response-headers/anonymous[expires]': 'error',
    },
    'response-',
  ),
];
