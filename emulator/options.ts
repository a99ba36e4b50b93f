import { parseArgs } from 'node:util';
import { specOf } from '../spec/corpus.ts';

/** One flag of `serve`: the command line, the environment, `startEmulator` and the help all read this table. */
interface Option<T> {
  readonly default: T;
  readonly help: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** Throws an Error that says what was expected. */
  readonly read: (text: string) => T;
}

const expected = (what: string, text: string) => new Error(`expected ${what}, got '${text}'`);
const text = (given: string) => given;
const word =
  <T extends string>(...words: readonly T[]) =>
  (given: string): T => {
    const found = words.find((w) => w === given);
    if (found === undefined) throw expected(words.join(' or '), given);
    return found;
  };
const whole =
  (low: number, high: number) =>
  (given: string): number => {
    const number = Number(given);
    if (!/^\d+$/.test(given) || number < low || number > high)
      throw expected(`a whole number from ${low} to ${high}`, given);
    return number;
  };
const flag = (given: string): boolean => {
  if (given === '1' || given === 'true') return true;
  if (given === '0' || given === 'false') return false;
  throw expected('true or false', given);
};
const many = (given: string): readonly string[] => given.split(',').filter((part) => part !== '');
const option = <T>(rest: Option<T>): Option<T> => rest;

export const options = {
  port: option({ default: 9000, value: 'N', read: whole(0, 65535), help: '0 picks a free one' }),
  host: option({ default: '127.0.0.1', value: 'A', read: text, help: 'address to listen on' }),
  data: option<string | undefined>({
    default: undefined,
    value: 'DIR',
    read: text,
    help: 'keep everything in this folder; without it, in memory',
  }),
  seed: option<string | undefined>({
    default: undefined,
    value: 'PATH',
    read: text,
    help: 'a folder <bucket>/<key…>, with an optional oss-double.yaml, put in at the start',
  }),
  edition: option<'current' | '2019-09'>({
    default: 'current',
    value: 'E',
    read: word('current', '2019-09'),
    help: 'current or 2019-09, of buckets that say no other',
  }),
  auth: option<'strict' | 'off'>({
    default: 'strict',
    value: 'A',
    read: word('strict', 'off'),
    help: 'strict checks signatures and ACLs, off lets everybody do everything',
  }),
  accessKeyId: option<readonly string[]>({
    default: ['oss-double'],
    value: 'ID',
    read: many,
    help: 'may be repeated; each pair is an account of its own',
  }),
  accessKeySecret: option<readonly string[]>({
    default: ['oss-double-secret'],
    value: 'SECRET',
    read: many,
    help: 'as many as there are ids',
  }),
  region: option({
    default: 'cn-hangzhou',
    value: 'R',
    read: text,
    help: 'region of requests whose host names none',
  }),
  domain: option<readonly string[]>({
    default: ['aliyuncs.com', 'localhost'],
    value: 'SUFFIX',
    read: many,
    help: 'hosts that end so address a bucket by name; may be repeated',
  }),
  strictAddressing: option({
    default: false,
    read: flag,
    help: 'refuse a bucket that is named by the path, as the service does',
  }),
  defaultDomainAttachment: option({
    default: false,
    read: flag,
    help: 'let browsers save pictures instead of showing them, but on custom domains, as the service does',
  }),
  maxSourceBytes: option({
    default: specOf('current').limits['source-bytes']?.bytes ?? Infinity,
    value: 'N',
    read: whole(1, Number.MAX_SAFE_INTEGER),
    help: 'largest source of a process, in bytes',
  }),
  maxMemory: option({
    default: 1024 ** 3,
    value: 'N',
    read: whole(1, Number.MAX_SAFE_INTEGER),
    help: 'bytes of objects kept in memory; a put beyond them is refused',
  }),
  resampler: option<'lanczos' | 'area'>({
    default: 'lanczos',
    value: 'R',
    read: word('lanczos', 'area'),
    help: 'how pictures are reduced: lanczos is fast, area has the very pixels of the service in 2017',
  }),
  maxQueue: option({
    default: 512,
    value: 'N',
    read: whole(1, Number.MAX_SAFE_INTEGER),
    help: 'processes under way or waiting; more are refused as too many',
  }),
  fontDir: option<string | undefined>({
    default: undefined,
    value: 'DIR',
    read: text,
    help: 'a folder with fonts of OSS (wqy-zenhei.ttc …), drawn instead of what came along',
  }),
  ffmpeg: option<string | undefined>({
    default: undefined,
    value: 'PATH',
    read: text,
    help: 'takes frames of videos; without it, the one on PATH or the one installed beside',
  }),
  tls: option({
    default: false,
    read: flag,
    help: 'HTTPS by an authority made for this run, whose certificate is told and at /-/ca.pem',
  }),
  tlsCert: option<string | undefined>({
    default: undefined,
    value: 'PATH',
    read: text,
    help: 'HTTPS by this certificate, or chain of them (PEM)',
  }),
  tlsKey: option<string | undefined>({
    default: undefined,
    value: 'PATH',
    read: text,
    help: 'its key (PEM)',
  }),
  demo: option({ default: false, read: flag, help: 'with the demo bucket image-demo' }),
  json: option({
    default: false,
    read: flag,
    help: 'the first line on stdout is {"ready":true,"url":…}, logs are JSON lines',
  }),
  logLevel: option<'silent' | 'error' | 'info' | 'debug'>({
    default: 'info',
    value: 'L',
    read: word('silent', 'error', 'info', 'debug'),
    help: 'silent, error, info or debug',
  }),
} as const;

type Table = typeof options;
/** The options complete: nothing below the entrance has a default. */
export type Options = { readonly [K in keyof Table]: Table[K]['default'] };

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const environmentName = (name: string) =>
  `OSS_DOUBLE_${kebab(name).replaceAll('-', '_').toUpperCase()}`;
const names = Object.keys(options) as (keyof Options)[];

function readOne(name: keyof Options, given: string, where: string): unknown {
  try {
    return options[name].read(given);
  } catch (error) {
    throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Defaults under what is given; `undefined` counts as not given. */
export function completeOptions(given: Partial<Options>): Options {
  const entries = names.map((name) => [name, given[name] ?? options[name].default]);
  const complete = Object.fromEntries(entries) as unknown as Options; // one row a name of the table
  if (complete.accessKeyId.length !== complete.accessKeySecret.length)
    throw new Error('--access-key-id and --access-key-secret: as many of the one as of the other');
  return complete;
}

/**
 * Flags over the environment (`OSS_DOUBLE_PORT` …) over defaults. Throws an Error of one line that names the flag.
 */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: false,
    options: Object.fromEntries(
      names.map((name) => [
        kebab(name),
        options[name].default === false
          ? { type: 'boolean' as const }
          : { type: 'string' as const, multiple: true },
      ]),
    ),
  });
  const given = names.flatMap((name): [string, unknown][] => {
    const flagged = values[kebab(name)];
    if (flagged === true) return [[name, true]];
    if (Array.isArray(flagged)) {
      const isList = Array.isArray(options[name].default);
      const last = isList ? flagged.join(',') : String(flagged.at(-1));
      return [[name, readOne(name, last, `--${kebab(name)}`)]];
    }
    // An empty variable is one that somebody meant to leave out.
    const set = environment[environmentName(name)] || undefined;
    return set === undefined ? [] : [[name, readOne(name, set, environmentName(name))]];
  });
  return completeOptions(Object.fromEntries(given));
}

/** The flags of `serve`, a line each. */
export function describeOptions(): string {
  const rows = names.map((name) => {
    const { value, help, default: fallback } = options[name];
    const shown = fallback === undefined || fallback === false ? '' : ` (${String(fallback)})`;
    return [
      `--${kebab(name)}${value === undefined ? '' : ` ${value}`}`,
      `${help}${shown}`,
    ] as const;
  });
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`).join('\n');
}
