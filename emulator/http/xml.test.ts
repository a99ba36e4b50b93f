import { describe, expect, it } from 'vitest';
import { childOf, parseXml, textOf, wholeTextOf } from './xml.ts';

describe('parseXml', () => {
  it('keeps scalars as text and decodes entities', () => {
    const text =
      '<?xml version="1.0"?>\n<R xmlns="x"><A>007</A><B>&lt;&#34;&#x41;&amp;lt;</B><C/></R>';
    expect(parseXml(text, 'R')).toEqual({ A: '007', B: '<"A&lt;', C: '' });
  });

  it('reads CDATA and tags in attributes', () => {
    expect(parseXml('<R a="<b>"><A><![CDATA[<x>&amp;]]></A><!-- <b> --></R>', 'R')).toMatchObject({
      A: '<x>&amp;',
    });
  });

  it.each([
    ['unbalanced', '<R><A></R>'],
    ['unclosed', '<R>'],
    ['cut inside a tag', '<R><A'],
    ['a comment without an end', '<R><!-- </R>'],
    ['another root', '<S/>'],
    ['no XML', 'hello'],
    ['empty', ''],
    ['a DOCTYPE', '<!DOCTYPE R [<!ENTITY x "boom">]><R>&x;</R>'],
    ['a poisoned name', '<R><__proto__>1</__proto__></R>'],
  ])('refuses %s', (_, text) => {
    expect(() => parseXml(text, 'R')).toThrow('malformed-xml');
  });

  it('keeps the blanks of a text for who wants them', () => {
    const tree = parseXml('<R>\n  <A> a </A>\n  <B> </B>\n  <C>&#13;</C>\n</R>', 'R');
    expect(['A', 'B', 'C'].map((name) => textOf(tree, name))).toEqual(['a', '', '']);
    expect(['A', 'B', 'C'].map((name) => wholeTextOf(tree, name))).toEqual([' a ', ' ', '\r']);
  });

  it('finds children and their text', () => {
    const tree = parseXml('<R><A>1</A><B><C>2</C></B></R>', 'R');
    expect(textOf(tree, 'A')).toBe('1');
    expect(textOf(childOf(tree, 'B'), 'C')).toBe('2');
    expect([textOf(tree, 'B'), textOf(tree, 'constructor'), textOf('text', 'A')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
