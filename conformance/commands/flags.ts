import { isIPv4 } from 'node:net';
import type { parseArgs, ParseArgsConfig } from 'node:util';
import { type Level, levels } from '../checks/checks.ts';
import type { Edition } from '../../spec/corpus.ts';
import { editions } from '../../spec/model/edition.ts';
import { type Judged, judgeEmulator, judgeEndpoint, type Named } from '../targets/judged.ts';

/** Flags that choose cases. */
export const caseFlags = {
  only: { type: 'string', multiple: true },
  edition: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Flags that say what is judged. */
export const targetFlags = {
  endpoint: { type: 'string' },
  bucket: { type: 'string' },
  'access-key-id': { type: 'string', multiple: true },
  'access-key-secret': { type: 'string', multiple: true },
  addressing: { type: 'string', default: 'path' },
  region: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** One of the words of a flag. Throws an Error of one line for any other. */
export function oneOf<W extends string>(flag: string, words: readonly W[], value: string): W {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new Error(`--${flag}: ${value} is none of ${words.join(', ')}`);
  return word;
}

export const readEdition = (value: string | undefined): Edition | undefined =>
  value === undefined ? undefined : oneOf('edition', editions, value);
export const readLevel = (value: string): Level => oneOf('level', levels, value);

type TargetValues = ReturnType<typeof parseArgs<{ options: typeof targetFlags }>>['values'];

/** `oss-cn-beijing.aliyuncs.com` → `cn-beijing`. */
const regionOf = (host: string): string | undefined =>
  /(?:^|\.)oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/.exec(host)?.[1];

function readKeys({ 'access-key-id': ids = [], 'access-key-secret': secrets = [] }: TargetValues) {
  if (ids.length !== secrets.length)
    throw new Error('--access-key-id and --access-key-secret come in pairs');
  return ids.map((accessKeyId, i) => ({ accessKeyId, accessKeySecret: secrets[i] ?? '' }));
}

/** The endpoint that the flags name; undefined: none. Throws an Error of one line. */
export function readEndpoint(values: TargetValues): Named | undefined {
  const { endpoint, bucket, addressing, region } = values;
  if (endpoint === undefined) {
    if (bucket !== undefined) throw new Error('--bucket needs --endpoint');
    return undefined;
  }
  if (bucket === undefined) throw new Error('--endpoint needs --bucket');
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Error(`--endpoint: ${endpoint} is no http or https URL`);
  const named = oneOf('addressing', ['path', 'virtual'], addressing);
  if (named === 'virtual' && (isIPv4(url.hostname) || url.hostname.startsWith('[')))
    throw new Error(`--addressing virtual needs a host name; ${url.hostname} is an address`);
  return {
    url,
    bucket,
    addressing: named,
    region: region ?? regionOf(url.hostname) ?? 'cn-hangzhou',
    keys: readKeys(values),
  };
}

/** What the flags name: an endpoint, or the emulator started for this. */
export function openJudged(values: TargetValues, edition: Edition | undefined): Promise<Judged> {
  const named = readEndpoint(values);
  return named ? judgeEndpoint(named, edition) : judgeEmulator(edition);
}
