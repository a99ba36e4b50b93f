import { expect, test } from 'vitest';
import { createLog } from './log.ts';

const written = (level: 'silent' | 'error' | 'info', format: 'plain' | 'json') => {
  const lines: string[] = [];
  const log = createLog(
    level,
    format,
    (line) => lines.push(line),
    () => 0,
  );
  log('error', 'broken', { status: 500 });
  log('info', 'fine');
  return lines;
};

test('a level includes those before it', () => {
  expect(written('silent', 'plain')).toEqual([]);
  expect(written('error', 'plain')).toEqual(['error: broken status=500']);
  expect(written('info', 'plain')).toEqual(['error: broken status=500', 'fine']);
});

test('JSON lines carry time and fields', () => {
  expect(written('error', 'json').map((line) => JSON.parse(line) as unknown)).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'error', message: 'broken', status: 500 },
  ]);
});
