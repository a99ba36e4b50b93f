import { join } from 'node:path';
import { packageRoot } from '../../spec/corpus.ts';
import { startNode } from '../program.ts';

/** Where the programs of this folder send their requests, and as whom. Disposing ends an emulator of our own. */
export interface Endpoint extends AsyncDisposable {
  /** `http://localhost:PORT`, or what `CLIENT_ENDPOINT` says. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Whether the bucket stands in the path, as for an address without a name for each bucket. */
  readonly isPathStyle: boolean;
}

/** Flags of node that run the emulator from its source. */
export const emulator = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts')] as const;

/** The URL in the first line of `serve --json`. Throws where there is none. */
export function urlOf(line: string): string {
  const url = /"ready":true,"url":"([^"]+)"/.exec(line)?.[1];
  if (url === undefined) throw new Error(`no URL in: ${line}`);
  return url;
}

/**
 * The service that `CLIENT_ENDPOINT`, `CLIENT_REGION`, `CLIENT_ACCESS_KEY_ID` and `CLIENT_ACCESS_KEY_SECRET` name;
 * without them an emulator in a process of its own. Rejects where that does not start.
 */
export async function openEndpoint({ env } = process): Promise<Endpoint> {
  const keys = {
    region: env['CLIENT_REGION'] ?? 'cn-hangzhou',
    accessKeyId: env['CLIENT_ACCESS_KEY_ID'] ?? 'oss-double',
    accessKeySecret: env['CLIENT_ACCESS_KEY_SECRET'] ?? 'oss-double-secret',
  };
  const url = env['CLIENT_ENDPOINT'];
  if (url !== undefined) {
    const isPathStyle = !new URL(url).hostname.endsWith('.aliyuncs.com');
    return { ...keys, url, isPathStyle, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const child = await startNode([
    ...emulator,
    'serve',
    '--port',
    '0',
    '--json',
    '--log-level',
    'error',
  ]);
  const local = urlOf(await child.line()).replace('127.0.0.1', 'localhost');
  return {
    ...keys,
    url: local,
    isPathStyle: true,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
