import type { PostForm, Request, Response, Saboteur } from '../target.ts';

/** A lie about the form of a request that has one. */
const reshape = (change: (form: PostForm) => PostForm) => (request: Request) =>
  request.form ? { ...request, form: change(request.form) } : request;

const withoutCors = ({ headers }: Response) =>
  new Map([...headers].filter(([name]) => !name.startsWith('access-control-')));

/** Endpoints that take forms which they should not, and tell scripts of other origins what is not so. */
export const formSaboteurs: readonly Saboteur[] = [
  {
    lie: 'the policy of a form is not held',
    caughtBy: {
      'post/policy-that-has-expired[v1]': 'error',
      'post/size-out-of-the-range[0,4]': 'error',
      'post/condition-that-is-none[["$key"]]': 'error',
    },
    ask: reshape(({ policy: _, ...form }) => form),
  },
  {
    lie: 'what stands behind the file of a form is not read',
    caughtBy: { 'post/file-not-last': 'error', 'post/two-files': 'error' },
    ask: reshape(({ behind: _, ...form }) => form),
  },
  {
    lie: 'every origin may ask',
    caughtBy: {
      'cors/preflight-denied[http://other.com,GET,]': 'error',
      'cors/answers-that-say-nothing[http://other.com]': 'headers',
    },
    ask: (request) => {
      const { origin, ...headers } = request.headers;
      const allowed = { ...headers, origin: 'http://www.example.com' };
      return origin === undefined ? request : { ...request, headers: allowed };
    },
  },
  {
    lie: 'refusals are not shared with scripts of other origins',
    caughtBy: { 'cors/answers[image/resize,w_0]': 'headers' },
    tell: (response) =>
      response.status < 400 ? response : { ...response, headers: withoutCors(response) },
  },
];
