import { startChild } from '../targets/child.ts';

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

/** A variable that must be there when `CLIENT_ENDPOINT` is. */
function demand(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`CLIENT_ENDPOINT is set and ${name} is not`);
  return value;
}

/**
 * The service that `CLIENT_ENDPOINT`, `CLIENT_REGION`, `CLIENT_ACCESS_KEY_ID` and `CLIENT_ACCESS_KEY_SECRET` name;
 * without them an emulator in a process of its own. Rejects where that does not start.
 */
export async function openEndpoint(): Promise<Endpoint> {
  const named = process.env['CLIENT_ENDPOINT'];
  if (named !== undefined)
    return {
      url: named,
      region: demand('CLIENT_REGION'),
      accessKeyId: demand('CLIENT_ACCESS_KEY_ID'),
      accessKeySecret: demand('CLIENT_ACCESS_KEY_SECRET'),
      isPathStyle: !new URL(named).hostname.endsWith('.aliyuncs.com'),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  const child = await startChild();
  return {
    ...child.owner,
    // A name: SDKs do not sign URLs of an IP.
    url: `http://localhost:${child.url.port}`,
    region: 'cn-hangzhou',
    isPathStyle: true,
    [Symbol.asyncDispose]: () => child.stop(),
  };
}
