import { describe, expect, test } from 'vitest';
import { specOf } from '../../spec/corpus.ts';
import { findFilm } from '../films.ts';
import { foreseeShot, frameAt } from './snapshot.ts';

const current = specOf('current');
const shot = (name: string, tokens: string, spec = current) =>
  foreseeShot(`video/snapshot,${tokens}`, findFilm(name), spec);

describe('frames', () => {
  test.each([
    ['clip-25.mp4', 39, 0],
    ['clip-25.mp4', 40, 1],
    ['clip-25.mp4', 99_999, 239],
    ['clip-29.97.mp4', 1000, 29],
    ['clip-29.97.mp4', 1001, 30],
    ['clip-vfr.mp4', 272, 4],
    ['clip-vfr.mp4', 273, 5],
  ])('%s at %i shows %i', (name, t, frame) => {
    expect(frameAt(findFilm(name), t, false)).toBe(frame);
  });

  test('the key frame is not later', () => {
    expect([1999, 2000, 2001].map((t) => frameAt(findFilm('clip-25.mp4'), t, true))).toEqual([
      0, 50, 50,
    ]);
  });
});

test.each([
  ['clip-25.mp4', 't_0,w_33', { width: 33, height: 20, format: 'jpg', turned: 0 }],
  ['clip-25.mp4', 't_0,h_95,f_png', { width: 158, height: 95, format: 'png' }],
  ['clip-25.mp4', 't_0,l_80,s_20', { width: 80, height: 20 }],
  ['clip-25.mp4', 't_0,w_40,l_80', { width: 40, height: 24 }],
  ['clip-turned-90.mp4', 't_0,w_80,ar_auto', { width: 48, height: 80, turned: 90 }],
  ['clip-turned-180.mp4', 't_0,ar_h', { width: 96, height: 160, turned: 90 }],
  ['clip-turned-90.mp4', 't_0,ar_w', { width: 160, height: 96, turned: 0 }],
  ['clip-25.mp4', 't_9,t_40,,zz_1', { frame: 1 }],
  ['clip-25.mp4', 't_0,w_161', { beyond: 'w' }],
  ['clip-25.mp4', 't_0,s_97', { beyond: 's' }],
  ['clip-mpeg4.mp4', 't_0', { refused: 'video/snapshot:not-supported' }],
])('%s: %s', (name, tokens, expected) => {
  expect(shot(name, tokens)).toMatchObject(expected);
});

test('the manual knows no turn, no longer side and no H.265, and an end', () => {
  const old = specOf('2019-09');
  expect(shot('clip-turned-90.mp4', 't_0,ar_auto,l_20', old)).toMatchObject({
    width: 160,
    turned: 0,
  });
  expect(shot('clip-h265.mp4', 't_0', old)).toHaveProperty('refused');
  expect(shot('clip-25.mp4', 't_9600', old)).toMatchObject({ frame: 239 });
  expect(shot('clip-25.mp4', 't_9601', old)).toEqual({ beyond: 't' });
});
