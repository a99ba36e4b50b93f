import { randomBytes } from 'node:crypto';
import OSS from 'ali-oss';
import type { Endpoint } from './endpoint.ts';

/** The versions of signature that the package ali-oss can make. */
export const versions = ['V1', 'V4'] as const;
export type Version = (typeof versions)[number];

/** An option of the package that its types do not know: the bucket stands in the path. */
interface Options extends OSS.Options {
  readonly sldEnable: boolean;
}

/** The client that the package's users make, without a bucket; a temporary key comes with its token. */
export function createClient(
  { url, region, accessKeyId, accessKeySecret, isPathStyle }: Endpoint,
  version: Version,
  stsToken?: string,
): OSS {
  const options: Options = {
    endpoint: url,
    region: `oss-${region}`,
    accessKeyId,
    accessKeySecret,
    secure: url.startsWith('https:'),
    sldEnable: isPathStyle,
    authorizationV4: version === 'V4',
    ...(stsToken !== undefined && { stsToken }),
  };
  return new OSS(options);
}

interface Answered {
  readonly status: number;
  readonly res: OSS.NormalSuccessResponse;
}
/** Calls that the package has and its types do not. */
interface Untyped {
  getBucketStat(bucket: string): Promise<{ readonly stat: Readonly<Record<string, string>> }>;
  getBucketVersioning(bucket: string): Promise<{ readonly versionStatus?: string }>;
  getBucketTags(bucket: string): Promise<unknown>;
  getBucketEncryption(bucket: string): Promise<unknown>;
  getBucketRequestPayment(bucket: string): Promise<unknown>;
  getObjectMeta(key: string): Promise<Answered>;
  putObjectTagging(key: string, tags: Readonly<Record<string, string>>): Promise<Answered>;
  getObjectTagging(key: string): Promise<{ readonly tag: Readonly<Record<string, string>> }>;
  deleteObjectTagging(key: string): Promise<Answered>;
  processObjectSave(
    key: string,
    target: string,
    process: string,
    bucket?: string,
  ): Promise<Answered>;
  signPostObjectPolicyV4(policy: object, date: Date): string;
}
const untyped = [
  'getBucketStat',
  'getBucketVersioning',
  'getBucketTags',
  'getBucketEncryption',
  'getBucketRequestPayment',
  'getObjectMeta',
  'putObjectTagging',
  'getObjectTagging',
  'deleteObjectTagging',
  'processObjectSave',
  'signPostObjectPolicyV4',
] as const satisfies readonly (keyof Untyped)[];

const isComplete = (client: OSS): client is OSS & Untyped =>
  untyped.every((name) => name in client);

/** A client with every call that it has. */
export function completed(client: OSS): OSS & Untyped {
  if (!isComplete(client)) throw new Error('the package ali-oss lacks a call');
  return client;
}

/** A name that no bucket has. */
export const newBucketName = () => `oss-double-${randomBytes(6).toString('hex')}`;

/** A URL that asks for the process and is signed for an hour, by the version's own call. */
export function signUrl(
  client: OSS,
  version: Version,
  key: string,
  process: string,
): string | Promise<string> {
  return version === 'V1'
    ? client.signatureUrl(key, { expires: 3600, process })
    : client.signatureUrlV4('GET', 3600, { queries: { 'x-oss-process': process } }, key);
}
