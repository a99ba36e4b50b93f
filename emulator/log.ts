/** How loud the emulator is; each level includes those before it. */
const levels = ['silent', 'error', 'info', 'debug'] as const;
export type Level = (typeof levels)[number];

/** One thing that happened; `message` is for people, the fields for machines. */
export type Log = (
  level: Exclude<Level, 'silent'>,
  message: string,
  fields?: Readonly<Record<string, string | number>>,
) => void;

/** A log that writes lines: plain, or JSON with the time in ISO 8601. */
export function createLog(
  most: Level,
  format: 'plain' | 'json',
  write: (line: string) => void,
  now: () => number = Date.now,
): Log {
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) > levels.indexOf(most)) return;
    const time = new Date(now()).toISOString();
    const plain = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
    write(
      format === 'json'
        ? JSON.stringify({ time, level, message, ...fields })
        : `${level === 'info' ? '' : `${level}: `}${message}${plain.join('')}`,
    );
  };
}
