import fc from 'fast-check';
import { expect, test } from 'vitest';
import { format, parse } from './parse.ts';

test('format puts every string together again', () => {
  const written = fc.stringMatching(/^[a-z0-9/,|_= %]{0,40}$/);
  fc.assert(fc.property(fc.oneof(fc.string(), written), (text) => format(parse(text)) === text));
});

test('every piece stands at its column', () => {
  const text = 'image/resize,w_100/format,png|sys/saveas,o_eA';
  const { pipes } = parse(text);
  const pieces = pipes.flatMap(({ domain, actions }) => [
    domain,
    ...actions.flatMap(({ name, tokens }) => [name, ...tokens]),
  ]);
  expect(pieces.map((piece) => piece.text)).toEqual([
    'image',
    'resize',
    'w_100',
    'format',
    'png',
    'sys',
    'saveas',
    'o_eA',
  ]);
  for (const { text: piece, at } of pieces) expect(text.slice(at, at + piece.length)).toBe(piece);
});

test('nothing is judged: an empty text is one pipe without a domain', () => {
  expect(parse('')).toEqual({ pipes: [{ domain: { text: '', at: 0 }, actions: [] }] });
});
