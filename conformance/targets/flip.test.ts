import { expect, it } from 'vitest';
import { flip, type Sent } from './flip.ts';
import { writeForm } from './form.ts';

const sent: Sent = {
  verb: 'PUT',
  wire: {
    origin: 'http://h',
    path: '/b/%2F',
    query: 'a=%2F&b',
    headers: { 'x-oss-date': 'now ' },
    body: Buffer.from('body'),
  },
};
const { wire } = sent;

it.each([
  ['method', 0, { ...sent, verb: 'QUT' }],
  ['path', 8, { ...sent, wire: { ...wire, path: '/c/%2F' } }],
  // The lower case of the last digit means the same, the seventh bit makes what HTTP cannot carry, and so it is the eighth.
  ['path', 45, { ...sent, wire: { ...wire, path: '/b/%2Æ' } }],
  ['query', 0, { ...sent, wire: { ...wire, query: '`=%2F&b' } }],
  ['body', 31, { ...sent, wire: { ...wire, body: Buffer.from('bodù', 'latin1') } }],
  ['header x-oss-date', 0, { ...sent, wire: { ...wire, headers: { 'x-oss-date': 'oow ' } } }],
  [
    'name of header x-oss-date',
    0,
    { ...sent, wire: { ...wire, headers: { 'y-oss-date': 'now ' } } },
  ],
] as const)('changes the %s', (part, bit, expected) => {
  expect(flip(sent, { part, bit })).toEqual(expected);
});

it('changes a field of a form, and its name', () => {
  const body = writeForm({ fields: { key: 'a', policy: 'ab' } });
  const form = { ...sent, wire: { ...wire, body } };
  const bodyOf = (part: string) => flip(form, { part, bit: 8 }).wire.body;
  expect(bodyOf('field policy')).toEqual(writeForm({ fields: { key: 'a', policy: 'ac' } }));
  expect(bodyOf('name of field policy')).toEqual(writeForm({ fields: { key: 'a', pnlicy: 'ab' } }));
  expect(() => bodyOf('field none')).toThrow('no field none');
});

it('leaves what means the same', () => {
  // A letter's case is the sixth bit.
  const changed = flip(sent, { part: 'name of header x-oss-date', bit: 5 });
  expect(Object.keys(changed.wire.headers).map((name) => name.toLowerCase())).not.toContain(
    'x-oss-date',
  );
});

it('leaves the case of a header that is signed additionally', () => {
  const headers = { authorization: 'AdditionalHeaders=a' };
  const bit = 8 * 'AdditionalHeaders='.length + 5;
  const changed = flip(
    { ...sent, wire: { ...wire, headers } },
    { part: 'header authorization', bit },
  );
  expect(changed.wire.headers['authorization']).not.toBe('AdditionalHeaders=A');
});

it('comes back to the first bits', () => {
  expect(flip(sent, { part: 'method', bit: 24 })).toEqual(flip(sent, { part: 'method', bit: 0 }));
});

it('knows what a request does not have', () => {
  expect(() => flip(sent, { part: 'header date', bit: 0 })).toThrow('no header date');
});
