import { expect, it } from 'vitest';
import { toOctets } from '../auth/octets.ts';
import { readTagging, readTags } from './tags.ts';

it.each([
  ['', []],
  ['a=1&b', ['a:1', 'b:']],
  ['%2B-/=%3A%2B%3A', ['+-/::+:']],
  ['a+b=c%20d', ['a b:c d']],
  [toOctets('中文=é'), ['中文:é']],
])('reads the header %s', (header, expected) => {
  expect(readTagging(header).map(({ key, value }) => `${key}:${value}`)).toEqual(expected);
});

it.each([
  ['a=b=c', 'malformed-tagging'],
  ['a=1&a=2', 'tag-twice'],
  ['%zz=1', 'invalid-tag'],
  [`${'é'.repeat(129)}=1`, 'tag-key-too-long'],
])('refuses the header %s', (header, refusal) => {
  expect(() => readTagging(toOctets(header))).toThrow(expect.objectContaining({ refusal }));
});

it('counts characters, not octets', () => {
  const tag = `<Tag><Key>${'中'.repeat(128)}</Key><Value>${'文'.repeat(256)}</Value></Tag>`;
  expect(readTags(`<Tagging><TagSet>${tag}</TagSet></Tagging>`)).toHaveLength(1);
});

it('keeps blanks, and one tag like many', () => {
  const tag = '<Tag><Key> a</Key><Value/></Tag>';
  expect(readTags(`<Tagging><TagSet>${tag}</TagSet></Tagging>`)).toEqual([
    { key: ' a', value: '' },
  ]);
});
