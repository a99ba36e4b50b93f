import type { Saboteur } from '../target.ts';

/** Endpoints that put objects together in their own way. */
export const uploadSaboteurs: readonly Saboteur[] = [
  {
    lie: 'the first part stands behind the second',
    caughtBy: { 'multipart/two-parts': 'headers' },
    ask: (request) => ({
      ...request,
      query: request.query
        .replace('partNumber=2&', 'partNumber=first&')
        .replace('partNumber=1&', 'partNumber=2&')
        .replace('partNumber=first&', 'partNumber=1&'),
    }),
  },
  {
    lie: 'all parts make an object, whichever are named',
    caughtBy: {
      'multipart/no-such-part[2,337B33C02F89493026843983FF272A30]': 'error',
      'multipart/not-in-order[2,1]': 'error',
    },
    ask: (request) => {
      if (request.verb !== 'POST' || !request.query.includes('uploadId=')) return request;
      const { body: _, ...bare } = request;
      return { ...bare, headers: { ...request.headers, 'x-oss-complete-all': 'yes' } };
    },
  },
  {
    lie: 'the ETag of an object in parts does not tell their number',
    caughtBy: { 'multipart/two-parts': 'headers' },
    tell: (response) => {
      const etag = response.headers.get('etag')?.replace(/-\d+"$/, '"');
      return etag === undefined
        ? response
        : { ...response, headers: new Map(response.headers).set('etag', etag) };
    },
  },
  {
    lie: 'an append takes the place of what was there',
    caughtBy: { 'append/append': 'headers', 'append/wrong-position': 'error' },
    ask: (request) =>
      request.query.startsWith('append&') ? { ...request, verb: 'PUT', query: '' } : request,
  },
];
