import { expect, it } from 'vitest';
import { type Finding, judge } from './verdict.ts';

const good: Finding = { check: 'size', ok: true, expected: '1x1', actual: '1x1' };
const bad: Finding = { check: 'status', ok: false, expected: '200', actual: '500' };

it('passes when every check does, and fails with those that do not', () => {
  expect(judge([good])).toEqual({ is: 'pass' });
  expect(judge([good, bad])).toEqual({ is: 'fail', findings: [bad] });
});

it('lets a known difference differ, and fails when it no longer does', () => {
  expect(judge([good, bad], 'why')).toEqual({ is: 'known', reason: 'why', findings: [bad] });
  const stale = judge([good], 'why');
  expect(stale.is).toBe('fail');
  expect(stale).toMatchObject({ findings: [{ check: 'divergence', ok: false }] });
});
