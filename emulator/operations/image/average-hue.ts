import { setImmediate as turn } from 'node:timers/promises';
import type { Answer, Frame, Size } from '../../operation.ts';
import { addRows, averageColour, type Hues, noHues } from '../hue.ts';

/** Pixels that are looked at; a larger picture is reduced first (Q118). As many as the largest result of a chain has. */
const MOST = 4096 * 4096;
/** Pixels that are counted in one turn of the event loop, about a millisecond. */
const TURN_PIXELS = 2 ** 16;

function reduced({ width, height }: Size): Size {
  const by = Math.min(1, Math.sqrt(MOST / (width * height)));
  const side = (whole: number) => Math.max(1, Math.floor(whole * by));
  return { width: side(width), height: side(height) };
}

async function huesOf(frame: Frame): Promise<Hues> {
  const hues = noHues();
  const rows = Math.max(1, Math.floor(TURN_PIXELS / frame.width));
  for (let from = 0; from < frame.height; from += rows) {
    addRows(hues, frame, from, Math.min(from + rows, frame.height));
    await turn();
  }
  return hues;
}

const hex = (channel: number) => channel.toString(16).padStart(2, '0');

export const averageHue: Answer<'image/average-hue'> = {
  async answer(source, _, { choices }) {
    const hues = await source.show(reduced(source.info), huesOf);
    const colour = `0x${averageColour(hues, choices.noneNear).map(hex).join('')}`;
    return choices.body === 'json'
      ? { type: 'application/json', bytes: Buffer.from(`{"RGB": "${colour}"}`) }
      : { type: 'text/plain', bytes: Buffer.from(colour) };
  },
};
