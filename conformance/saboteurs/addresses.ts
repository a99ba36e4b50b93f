import type { Request, Saboteur } from '../target.ts';

/** The same request with its Host changed; one without stays as it is. */
const atHost =
  (change: (host: string) => string) =>
  (request: Request): Request => {
    const { host } = request.headers;
    if (host === undefined) return request;
    return { ...request, headers: { ...request.headers, host: change(host) } };
  };

/** Endpoints that read hosts, headers and queries in their own way. */
export const addressSaboteurs: readonly Saboteur[] = [
  {
    lie: 'nobody has a custom domain',
    caughtBy: {
      'domains/by-a-domain[{bucket}.example.com]': 'identical',
      'domains/protected-on-a-domain': 'error',
    },
    ask: atHost((host) => host.replace(/\.example\.com$/, '.example.net')),
  },
  {
    lie: 'custom domains protect nothing',
    caughtBy: { 'domains/protected-on-a-domain': 'error' },
    ask: (request) =>
      request.headers['host']?.endsWith('.example.com') === true
        ? { ...request, as: 'owner' }
        : request,
  },
  {
    lie: 'every endpoint is that of every region',
    caughtBy: {
      'addresses/another-regions-endpoint[far-w,oss-cn-hangzhou.aliyuncs.com]': 'message',
      'addresses/another-regions-endpoint[far-y,oss-cn-beijing.localhost:9000]': 'message',
    },
    ask: atHost((host) => host.replace(/-far-(\w)\.oss-cn-\w+\..*/, '-far-$1.localhost')),
  },
  {
    lie: 'an endpoint is never internal',
    caughtBy: { 'addresses/endpoints[oss-cn-hangzhou.aliyuncs.com]': 'xml' },
    tell: (response) => {
      const text = Buffer.from(response.body).toString('utf8');
      return text.includes('-internal.')
        ? { ...response, body: Buffer.from(text.replaceAll('-internal.', '.')) }
        : response;
    },
  },
  {
    lie: 'a custom domain makes browsers save pictures too',
    caughtBy: { 'domains/shown-by-a-domain[]': 'headers' },
    tell: (response) => ({
      ...response,
      headers: new Map([...response.headers, ['content-disposition', 'attachment']]),
    }),
  },
  {
    lie: 'a process in a header is passed over',
    caughtBy: {
      'chains/process-as-a-header': 'size',
      'chains/process-as-a-header-of-a-protected-picture': 'message',
    },
    ask: ({ headers: { 'x-oss-process': _, ...headers }, ...request }) => ({ ...request, headers }),
  },
  {
    lie: 'of two processes the last counts',
    caughtBy: { 'chains/process-twice': 'size' },
    ask: (request) => ({
      ...request,
      query: request.query.replace(/^x-oss-process=[^&]*&(?=x-oss-process=)/, ''),
    }),
  },
];
