import { describe, expect, test } from 'vitest';
import type { VideoSnapshot } from '../../../spec/types.gen.ts';
import type { ClipInfo, WhereFilmed } from '../../operation.ts';
import { snapshot } from './snapshot.ts';

const clip: ClipInfo = { codec: 'h264', width: 640, height: 360, turn: 90, duration: 9600 };
const args: VideoSnapshot = { t: 0, f: 'jpg' };
const where = (choices: Partial<WhereFilmed<'video/snapshot'>['choices']> = {}) => ({
  choices: { codecs: 'h264-and-h265', beyondTheEnd: 'last-frame', ...choices } as const,
  refuse: (name: string): never => {
    throw new Error(name);
  },
  outside: (key: string): never => {
    throw new Error(`outside ${key}`);
  },
});
const shoot = (given: Partial<VideoSnapshot>, of: Partial<ClipInfo> = {}) =>
  snapshot.shoot({ ...clip, ...of }, { ...args, ...given }, where());

test('everything is said by the arguments and the header', () => {
  expect(shoot({ t: 7000, m: 'fast', f: 'png', w: 320 })).toEqual({
    at: 7000,
    fast: true,
    size: { width: 320, height: 180 },
    turn: 0,
    format: 'png',
  });
});

describe('sizes', () => {
  test.each<[Partial<VideoSnapshot>, string]>([
    [{}, '640x360'],
    [{ w: 0, h: 0, l: 0, s: 0 }, '640x360'],
    [{ w: 100 }, '100x56'],
    [{ h: 100 }, '178x100'],
    [{ w: 1 }, '1x1'],
    [{ w: 640, h: 1 }, '640x1'],
    [{ l: 320 }, '320x180'],
    [{ s: 180 }, '320x180'],
    [{ l: 100, s: 90 }, '100x90'],
    [{ w: 64, l: 100, s: 90 }, '64x36'],
  ])('%o', (given, size) => {
    const { width, height } = shoot(given).size;
    expect(`${width}x${height}`).toBe(size);
  });

  test('the longer side of an upright video is its height', () => {
    const upright = { width: 360, height: 640 };
    expect(shoot({ l: 320 }, upright).size).toEqual({ width: 180, height: 320 });
    expect(shoot({ s: 180 }, upright).size).toEqual({ width: 180, height: 320 });
  });

  test.each(['w', 'h', 'l', 's'] as const)('%s ends with the video', (key) => {
    const most = key === 'w' || key === 'l' ? 640 : 360;
    expect(() => shoot({ [key]: most })).not.toThrow();
    expect(() => shoot({ [key]: most + 1 })).toThrow(`outside ${key}`);
  });
});

describe('turns', () => {
  test.each<[VideoSnapshot['ar'], ClipInfo['turn'], Partial<VideoSnapshot>, number]>([
    [undefined, 90, {}, 0],
    ['auto', 270, {}, 270],
    ['h', 0, {}, 90],
    ['h', 270, {}, 270],
    ['h', 180, {}, 90],
    ['w', 90, {}, 0],
    ['w', 180, {}, 180],
    ['w', 270, { w: 100, h: 200 }, 270],
    ['h', 90, { w: 100, h: 200 }, 0],
    ['w', 90, { w: 100, h: 100 }, 90],
  ])('ar %s of a video that is turned by %i, %o', (ar, turn, given, expected) => {
    expect(shoot({ ...given, ...(ar && { ar }) }, { turn }).turn).toBe(expected);
  });
});

test('what the edition says of the end and of codecs is done', () => {
  const h265 = { ...clip, codec: 'h265' } as const;
  const old = where({ codecs: 'h264', beyondTheEnd: 'refused' });
  expect(() => snapshot.shoot(clip, { ...args, t: 9600 }, old)).not.toThrow();
  expect(() => snapshot.shoot(clip, { ...args, t: 9601 }, old)).toThrow('outside t');
  expect(() => snapshot.shoot(h265, args, old)).toThrow('not-supported');
  expect(shoot({ t: 99_999 }, { codec: 'h265' }).at).toBe(99_999);
  expect(() => shoot({}, { codec: 'other' })).toThrow('not-supported');
});
