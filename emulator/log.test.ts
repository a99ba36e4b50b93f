import { expect, test } from 'vitest';
import { createLog } from './log.ts';

const request = { requestId: 'A', method: 'GET', path: '/b/k', status: 200, ms: 3 };
const written = (level: 'silent' | 'error' | 'info', format: 'plain' | 'json') => {
  const lines: string[] = [];
  const log = createLog(
    level,
    format,
    (line) => lines.push(line),
    () => 0,
  );
  log({ level: 'info', ...request });
  log({ level: 'error', requestId: 'B', error: new Error('broken') });
  return lines;
};

test('a level includes those before it', () => {
  expect(written('silent', 'plain')).toEqual([]);
  expect(written('error', 'plain')).toHaveLength(1);
  expect(written('info', 'plain')[0]).toBe('GET /b/k 200 3 ms A');
});

test('an internal error is told with its stack', () => {
  expect(written('error', 'plain')[0]).toMatch(/^error: B Error: broken\n +at /);
});

test('JSON lines carry the time', () => {
  const [line = ''] = written('info', 'json');
  expect(JSON.parse(line)).toEqual({ time: '1970-01-01T00:00:00.000Z', level: 'info', ...request });
});

test('a note is told as one, a line', () => {
  const lines: string[] = [];
  const log = createLog('info', 'plain', (line) => lines.push(line));
  log({ level: 'info', note: 'drawn with another font' });
  expect(lines).toEqual(['note: drawn with another font']);
});
