import type { Request, Saboteur } from '../target.ts';

const asOwner = (lie: string, caughtBy: Saboteur['caughtBy'], who: (one: Request) => boolean) => ({
  lie,
  caughtBy,
  ask: (request: Request): Request => (who(request) ? { ...request, as: 'owner' } : request),
});

/** Endpoints that let somebody do what he may not. */
export const accessSaboteurs: readonly Saboteur[] = [
  asOwner(
    'every account owns every bucket',
    { 'matrix/access[other,private,default,open,raw]': 'error' },
    ({ as }) => as === 'other',
  ),
  asOwner(
    'HEAD needs no right',
    {
      'matrix/access[anonymous,private,default,open,style]': 'error',
      'matrix/access[anonymous,public-read,default,kept,raw]': 'error',
    },
    ({ verb }) => verb === 'HEAD',
  ),
  asOwner(
    'whoever may read may store what he makes of it',
    { 'matrix/access[anonymous,public-read,default,open,saveas]': 'error' },
    ({ verb }) => verb === 'POST',
  ),
  {
    lie: 'objects have no ACL of their own',
    caughtBy: {
      'matrix/access[anonymous,public-read,private,open,image]': 'error',
      'matrix/access[other,private,public-read,open,info]': 'contains',
    },
    ask: ({ headers: { 'x-oss-object-acl': acl, ...headers }, ...request }) => ({
      ...request,
      headers: { ...headers, ...(acl !== undefined && { 'x-oss-object-acl': 'default' }) },
    }),
  },
  {
    lie: 'a style behind a key is cut off of what is put',
    caughtBy: { 'matrix/access[owner,private,default,open,delimiter]': 'text' },
    ask: (request) =>
      request.verb === 'PUT' ? { ...request, key: request.key.replace(/!small$/, '') } : request,
  },
];
