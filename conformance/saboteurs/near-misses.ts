import type { Saboteur } from '../target.ts';
import { repaint } from './pictures.ts';
import { rewrite } from './requests.ts';

/** Does a little more or less than was asked for; the sizes stay right, and only a golden tells. */
const almost = (lie: string, id: string, asked: string, done: string): Saboteur =>
  rewrite(lie, { [id]: 'golden' }, (process) => process.replace(asked, done));

/** Endpoints whose pictures are nearly right. */
export const nearMisses: readonly Saboteur[] = [
  almost('blur spreads less than s says', 'goldens/blur', 's_2', 's_1'),
  almost('blur ends before r', 'goldens/blur', 'r_5', 'r_2'),
  almost('bright falls short by a tenth', 'goldens/bright', 'bright,30', 'bright,27'),
  almost('contrast goes too far by a tenth', 'goldens/contrast', 'contrast,-40', 'contrast,-44'),
  almost('sharpen does half of it', 'goldens/sharpen', 'sharpen,200', 'sharpen,100'),
  almost('corners have a smaller radius', 'goldens/rounded-corners', 'r_24', 'r_21'),
  repaint(
    'each pixel is mixed with its neighbour',
    { 'goldens/fixed': 'golden', 'goldens/crop': 'golden' },
    (pixels) => ({
      ...pixels,
      data: pixels.data.map((level, at) => (level + (pixels.data[at + 4] ?? level)) / 2),
    }),
  ),
  repaint(
    'what is transparent is a hole and nothing in between',
    { 'goldens/circle': 'golden', 'goldens/alpha-made-smaller': 'golden' },
    (pixels) => ({
      ...pixels,
      data: pixels.data.map((level, at) => (at % 4 === 3 && level < 255 ? 0 : level)),
    }),
  ),
];
