import type { LogLine } from './world.ts';

/** How loud the emulator is; each level includes those before it. */
const levels = ['silent', 'error', 'info', 'debug'] as const;
export type Level = (typeof levels)[number];

/** An error's stack, where it has one: an internal error is our bug and somebody will have to find it. */
function told(line: LogLine): Record<string, unknown> {
  if (line.level === 'info') return line;
  const { error } = line;
  return {
    ...line,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function plain(line: LogLine): string {
  if ('note' in line) return `note: ${line.note}`;
  if (line.level === 'error') return `error: ${line.requestId} ${String(told(line)['error'])}`;
  return `${line.method} ${line.path} ${line.status} ${line.ms} ms ${line.requestId}`;
}

/** A log that writes lines for people, or as JSON with the time in ISO 8601. */
export function createLog(
  most: Level,
  format: 'plain' | 'json',
  write: (line: string) => void,
  now: () => number = Date.now,
): (line: LogLine) => void {
  return (line) => {
    if (levels.indexOf(line.level) > levels.indexOf(most)) return;
    const time = new Date(now()).toISOString();
    write(format === 'json' ? JSON.stringify({ time, ...told(line) }) : plain(line));
  };
}
