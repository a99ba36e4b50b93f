import { startsOf } from '../fixtures/timing.ts';
import { findFixture, knownOf } from './fixtures.ts';
import type { Fixture } from './target.ts';

/** A clip of which every frame tells its number, as the manifest of the fixtures knows it. */
export interface Film {
  readonly fixture: Fixture;
  /** Of the stored picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly codec: 'h264' | 'h265' | 'mpeg4';
  /** Milliseconds at which each frame begins, from the first. */
  readonly starts: readonly number[];
  /** Milliseconds at which the last one ends. */
  readonly end: number;
  /** Frames from one key frame to the next. */
  readonly key: number;
  /** Degrees clockwise by which a player turns it. */
  readonly turn: 0 | 90 | 180 | 270;
}

/** Throws an Error where the fixtures have no such clip. */
export function findFilm(name: string): Film {
  const fixture = findFixture(name, new Map());
  const { width, height, frames, clip } = knownOf(name) ?? {};
  if (!fixture || !clip || width === undefined || height === undefined || frames === undefined)
    throw new Error(`fixtures/ has no clip ${name}.`);
  const { codec, key, durations, turn = 0 } = clip;
  const starts = startsOf(durations, frames + 1);
  const end = starts.at(-1) ?? 0;
  return { fixture, width, height, codec, starts: starts.slice(0, -1), end, key, turn };
}
