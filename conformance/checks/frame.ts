import { readNumber, type Told } from '../../fixtures/numbered.ts';
import { type Observation, Unreadable } from '../observe.ts';
import { type Checks, same } from './check.ts';

/** What a frame of a clip of fixtures/numbered.ts tells of itself. Throws Unreadable for any other picture. */
async function readFrame(seen: Observation): Promise<Told> {
  const { width, height, data } = await seen.pixels();
  try {
    return readNumber({ width, height, channels: 4, data });
  } catch (error) {
    throw new Unreadable(`no numbered frame: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Checks of frames that were taken of a video. */
export const frameChecks = {
  frame: async (expected, seen) => same(expected, (await readFrame(seen)).number),
  turned: async (expected, seen) => same(expected, (await readFrame(seen)).turn),
} satisfies Partial<Checks>;
