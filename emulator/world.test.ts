import { expect, test } from 'vitest';
import { drawRequestId } from './world.ts';

test('request ids are 24 upper-case hexadecimal digits, each another', () => {
  const ids = Array.from({ length: 1000 }, () => drawRequestId());
  for (const id of ids) expect(id).toMatch(/^[0-9A-F]{24}$/);
  expect(new Set(ids).size).toBe(1000);
});
