import type { Saboteur } from '../target.ts';
import { repaint } from './pictures.ts';
import { rewrite } from './requests.ts';

/** The opposite of a number as it is written. */
const negated = (number: string): string =>
  number.startsWith('-') ? number.slice(1) : `-${number}`;

/** Endpoints that cut shapes and change levels in their own way. */
export const effectSaboteurs: readonly Saboteur[] = [
  rewrite(
    'slices are counted from 1',
    {
      'indexcrop/slices-from-the-left[x_20,i_1]': 'colours',
      'indexcrop/behind-the-last-slice[grid-200x100.png,x_100,i_2]': 'identical',
    },
    (process) =>
      process.replace(/i_([1-9]\d*)/, (_, index: string) => `i_${Math.max(0, Number(index) - 1)}`),
  ),
  rewrite('x goes before y', { 'indexcrop/both-lengths[x_50,y_20,i_2]': 'size' }, (process) =>
    process.replace(/(indexcrop,x_\d+),y_\d+/, '$1'),
  ),
  rewrite(
    'a circle is as high as wide as asked for, not a pixel more',
    { 'circle/size-of-the-square[grid-200x100.png,30]': 'size' },
    (process) => process.replace(/circle,r_(\d+)$/, 'crop,w_60,h_60,g_center/circle,r_$1'),
  ),
  rewrite(
    'the radius of a corner is taken for its diameter',
    { 'rounded-corners/corner-by-corner': 'colours' },
    (process) =>
      process.replace(/corners,r_(\d+)/, (_, r: string) => `corners,r_${Math.ceil(Number(r) / 2)}`),
  ),
  rewrite(
    'a corner may be rounder than half the short side',
    { 'rounded-corners/largest-radius[4096]': 'pixels' },
    (process) => process.replace(/rounded-corners,r_\d{4}/, 'circle,r_4096'),
  ),
  repaint(
    'lines have steps',
    { 'circle/line-is-smooth': 'colours', 'rounded-corners/line-is-smooth': 'colours' },
    (pixels) => ({
      ...pixels,
      data: pixels.data.map((level, at) => (at % 4 < 3 ? level : level < 128 ? 0 : 255)),
    }),
  ),
  rewrite(
    'blurring knows the radius alone',
    { 'blur/mean-of-neighbours[r_1,s_1]': 'colours' },
    (process) => process.replace(/s_\d+/, 's_50'),
  ),
  rewrite(
    'blurring reaches a pixel too far',
    { 'blur/not-beyond-the-radius': 'colours' },
    (process) => process.replace('r_1,', 'r_2,'),
  ),
  rewrite(
    'brightness goes the other way',
    {
      'bright/shifts-every-level[20]': 'colours',
      'bright/of-a-grid[grid-200x100.png,-20]': 'pixels',
    },
    (process) => process.replace(/bright,(-?\d+)/, (_, by: string) => `bright,${negated(by)}`),
  ),
  rewrite('contrast is brightness', { 'contrast/around-the-middle[50]': 'colours' }, (process) =>
    process.replace('contrast', 'bright'),
  ),
  rewrite(
    'everything is sharpened alike',
    {
      'sharpen/away-from-the-neighbours[50]': 'colours',
      'sharpen/further-away[399]': 'colours',
    },
    (process) => process.replace(/sharpen,\d+/, 'sharpen,100'),
  ),
];
