import { describe, expect, it } from 'vitest';
import { find, parseXml, XmlError } from './xml.ts';

const list = parseXml(`<?xml version="1.0" encoding="UTF-8"?>
<List>
  <Name>a&amp;b &lt; &#233;</Name>
  <Contents><Key>007</Key><Size>1</Size></Contents>
  <Contents><Key> x </Key></Contents>
  <Marker></Marker>
</List>
`);

describe('parseXml', () => {
  it('keeps order, text as it was written, and entities decoded', () => {
    expect(list.name).toBe('List');
    expect(list.children.map(({ name }) => name)).toEqual([
      'Name',
      'Contents',
      'Contents',
      'Marker',
    ]);
    expect(find(list, 'Name')[0]?.text).toBe('a&b < é');
    expect(find(list, 'Contents.Key').map(({ text }) => text)).toEqual(['007', ' x ']);
    expect(find(list, 'Marker')[0]?.text).toBe('');
    expect(find(list, 'No.Such')).toEqual([]);
  });

  it.each(['', 'no xml', '<a>', '<a></b>', '<a>&</a><b/>', '{"a": 1}', '<a></a'])(
    'refuses %j',
    (text) => expect(() => parseXml(text)).toThrow(XmlError),
  );
});
