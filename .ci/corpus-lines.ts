import type { Spec } from '../spec/corpus.ts';

/** One process text that somebody wrote. */
export interface Line {
  readonly process: string;
  /** `old`: `@…` and `!…`, which stand behind the key and not in a parameter. */
  readonly kind: string;
  /** Where it stood: `deployed-url` in an address of a live site, `live-400` in a request that the service refused, … */
  readonly evidence: string;
}

/** Reads JSON lines. Throws an Error for a line without a process. */
export function readLines(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry: unknown = JSON.parse(line);
      if (typeof entry !== 'object' || entry === null || !('process' in entry))
        throw new Error(`no process in ${line}`);
      return {
        process: String(entry.process),
        kind: 'kind' in entry ? String(entry.kind) : '',
        evidence: 'evidence' in entry ? String(entry.evidence) : '',
      };
    });
}

/** What the `image_…` of a text mean: keys of pictures to stamp, each with the process that it may carry. */
const stampsOf = (process: string): string[] =>
  [...process.matchAll(/,image_([^,/|]+)/g)].map(([, value = '']) =>
    Buffer.from(value, 'base64').toString(),
  );

/** `image/resize` of `image/resize,w_100`: every operation that a text names, in its pictures too. */
const operationsOf = (process: string): string[] => [
  ...process.split('|').flatMap((pipe) => {
    const [domain = '', ...actions] = pipe.split('/');
    return actions.map((action) => `${domain}/${action.split(',', 1).join('')}`);
  }),
  ...stampsOf(process).flatMap((stamp) => operationsOf(stamp.split('=', 2)[1] ?? '')),
];

/** The style that a text names, as a process or behind a delimiter. */
export const styleOf = (process: string): string | undefined =>
  /^(?:style\/|@?!)([\w.-]{1,63})$/.exec(process)?.[1];

/** What a line asks for that the double knows by name only; undefined: nothing. */
export function awaitedBy({ kind, process }: Line, { operations }: Spec): string | undefined {
  if (kind === 'old') return undefined;
  return operationsOf(process).find((id) => {
    const operation = operations[id];
    return operation && !operation.emulated && operation.needs === undefined;
  });
}

/** The status that the evidence asks for; undefined: any that is no failure of the server. */
export function wantedOf({ evidence }: Line): number | undefined {
  if (evidence === 'deployed-url') return 200;
  return evidence === 'live-400' ? 400 : undefined;
}

/** Keys of the pictures that a text stamps. */
export const marksOf = (process: string): string[] =>
  stampsOf(process).map((stamp) => stamp.split('?', 1).join(''));
