import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../fixtures/ffmpeg.ts';
import { readNumber } from '../fixtures/numbered.ts';
import { type Film, findFilm } from './films.ts';
import { frameAt } from './oracle/snapshot.ts';
import { decodePixels } from './pixels.ts';
import type { Target } from './target.ts';
import { type Judged, judgeEmulator } from './targets/judged.ts';

const names = [
  'clip-25.mp4',
  'clip-30.mp4',
  'clip-29.97.mp4',
  'clip-vfr.mp4',
  'clip-h265.mp4',
  'clip.mkv',
  'clip.mov',
  'clip.m2t',
  'clip-fragments.mp4',
  'clip-turned-90.mp4',
];
const films = names.map(findFilm);
const ffmpeg = await findFfmpeg();

/** The number that a frame tells. */
async function take(
  target: Target,
  bucket: string,
  { fixture }: Film,
  process: string,
): Promise<number> {
  const common = { query: '', headers: {}, as: 'anonymous' } as const;
  const answer = await target.send({ verb: 'GET', bucket, key: fixture.name, process, ...common });
  const { width, height, data } = await decodePixels(answer.body);
  return readNumber({ width, height, channels: 4, data }).number;
}

/** Every film at `count` random times, in both modes: the frame is exactly the right one. */
export function framesContract(count: number): void {
  const seed = Date.now() % 2 ** 31;
  // Park and Miller, 1988: the times are the same again with the same seed.
  let state = seed;
  const below = (most: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };

  describe.skipIf(ffmpeg === undefined)(`${count} random times, seed ${seed}`, () => {
    let judged: Judged;
    let bucket: string;
    beforeAll(async () => {
      judged = await judgeEmulator('current');
      const objects = new Map(films.map(({ fixture }) => [fixture.name, fixture]));
      bucket = await judged.targets[0]!.prepare('plain', objects);
    }, 60_000);
    afterAll(() => judged.close());

    test.each(films.map((film) => [film.fixture.name, film] as const))(
      '%s',
      async (_, film) => {
        const times = Array.from({ length: count }, () => below(Math.floor(film.end)));
        for (const t of times) {
          for (const fast of [false, true]) {
            const process = `video/snapshot,t_${t}${fast ? ',m_fast' : ''}`;
            const frame = await take(judged.targets[0]!, bucket, film, process);
            expect({ process, frame }).toEqual({ process, frame: frameAt(film, t, fast) });
          }
        }
      },
      count * 2000,
    );
  });
}
