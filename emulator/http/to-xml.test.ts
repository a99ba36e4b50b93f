import { describe, expect, it } from 'vitest';
import { toXml } from './to-xml.ts';

describe('toXml', () => {
  it('writes the form of the service', () => {
    const tree = {
      Result: {
        Name: 'a',
        Empty: '',
        Absent: undefined,
        Size: 0,
        Item: [{ Key: 'x' }, { Key: 'y' }],
        None: [],
        Text: ['1', '2'],
      },
    };
    expect(toXml(tree)).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<Result>',
        '  <Name>a</Name>',
        '  <Empty></Empty>',
        '  <Size>0</Size>',
        '  <Item>',
        '    <Key>x</Key>',
        '  </Item>',
        '  <Item>',
        '    <Key>y</Key>',
        '  </Item>',
        '  <Text>1</Text>',
        '  <Text>2</Text>',
        '</Result>',
        '',
      ].join('\n'),
    );
  });

  it('escapes text', () => {
    expect(toXml({ K: `a<b>&"c'\r\n\u0000图\u{1F600}` })).toContain(
      `<K>a&lt;b&gt;&amp;"c'&#13;\n\uFFFD图\u{1F600}</K>`,
    );
  });
});
