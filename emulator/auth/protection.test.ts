import { expect, test } from 'vitest';
import { settleAccess } from '../buckets/access.ts';
import type { Access } from '../store/access.ts';
import { type Form, formOf, protect } from './protection.ts';

const ask = (key: string, form: Form, access: Partial<Access>) => () =>
  protect({ kind: 'anonymous' }, { access: settleAccess(access) }, key, form);

test('an original is kept, a process too, a style is not', () => {
  const access = { protect: ['jpg'] };
  expect(ask('a.jpg', 'original', access)).toThrow('original-protected');
  expect(ask('a.jpg', 'process', access)).toThrow('style-only');
  expect(ask('a.jpg', 'style', access)).not.toThrow();
});

test.each(['jpg', '.jpg', 'JPG', ' .Jpg '])('%j is the suffix jpg', (suffix) => {
  expect(ask('dir/a.JPG', 'original', { protect: [suffix] })).toThrow();
  for (const key of ['a.jpeg', 'jpg', 'a.jpg/b', 'a.jpg.png'])
    expect(ask(key, 'original', { protect: [suffix] })).not.toThrow();
});

test('a suffix may have a point in it', () => {
  expect(ask('a.tar.gz', 'original', { protect: ['tar.gz'] })).toThrow();
  for (const key of ['a.gz', 'a.xtar.gz'])
    expect(ask(key, 'original', { protect: ['tar.gz'] })).not.toThrow();
});

test.each<[string, Form]>([
  ['style/a', 'style'],
  ['style/a|style/b', 'style'],
  ['style/a|image/rotate,90', 'process'],
  ['style/a|sys/saveas,o_YQ', 'process'],
  ['image/rotate,90|style/a', 'process'],
  ['', 'process'],
])('%j is asked for as a %s', (text, form) => {
  expect(formOf(text)).toBe(form);
});

test('a star is every key, one without a suffix too; an empty suffix is none', () => {
  expect(ask('plain', 'original', { protect: ['*'] })).toThrow();
  expect(ask('plain', 'original', { protect: [''] })).not.toThrow();
});

test('a rule wants both its ends, in their case unless it ignores it', () => {
  const rule = { prefix: 'in/', suffix: '.Raw', ignoreCase: false };
  expect(ask('in/a.Raw', 'original', { rules: [rule] })).toThrow();
  for (const key of ['in/a.raw', 'out/a.Raw', 'in/a.jpg'])
    expect(ask(key, 'original', { rules: [rule] })).not.toThrow();
  expect(ask('IN/a.raw', 'original', { rules: [{ ...rule, ignoreCase: true }] })).toThrow();
});

test('who signs is not kept from anything', () => {
  const bucket = { access: settleAccess({ protect: ['*'] }) };
  expect(() => protect({ kind: 'operator' }, bucket, 'a.jpg', 'original')).not.toThrow();
});
