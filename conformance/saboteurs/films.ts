import type { Saboteur } from '../target.ts';
import { rewrite } from './requests.ts';

const later = (milliseconds: number) => (process: string) =>
  process.replace(/,t_(\d+)/, (_, t: string) => `,t_${Math.max(0, Number(t) + milliseconds)}`);

/** Endpoints that take another frame of a video, or write it in another way. */
export const filmSaboteurs: readonly Saboteur[] = [
  rewrite(
    'a snapshot is one millisecond late',
    { 'video/snapshot/frame-on-the-screen[39]': 'frame' },
    later(1),
  ),
  rewrite(
    'a snapshot is one millisecond early',
    {
      'video/snapshot/frame-on-the-screen[40]': 'frame',
      'video/snapshot/frame-rates[clip-29.97.mp4,1001]': 'frame',
      'video/snapshot/variable-rate[273]': 'frame',
    },
    later(-1),
  ),
  rewrite(
    'a snapshot counts in centiseconds',
    { 'video/snapshot/variable-rate[113]': 'frame' },
    (process) =>
      process.replace(/,t_(\d+)/, (_, t: string) => `,t_${Number(t) - (Number(t) % 10)}`),
  ),
  rewrite(
    'every snapshot is a key frame',
    { 'video/snapshot/frame-on-the-screen[6935]': 'frame' },
    (process) => `${process},m_fast`,
  ),
  rewrite(
    'no snapshot needs to be a key frame',
    { 'video/snapshot/key-frame[clip-25.mp4,1999]': 'frame' },
    (process) => process.replace(',m_fast', ''),
  ),
  rewrite(
    'a snapshot is as large as the video',
    { 'video/snapshot/one-side[w_80]': 'size' },
    (process) => process.replaceAll(/,[wh]_\d+/g, ''),
  ),
  rewrite(
    'a snapshot is never stretched',
    { 'video/snapshot/stretched[w_60,h_96]': 'size' },
    (process) => process.replace(/(,w_\d+),h_\d+/, '$1'),
  ),
  rewrite(
    'a snapshot is not turned',
    {
      'video/snapshot/turned-as-the-video-says[clip-turned-180.mp4]': 'turned',
      'video/snapshot/turned-as-the-video-says[clip-turned-90.mp4]': 'size',
    },
    (process) => process.replace(/,ar_\w+/, ''),
  ),
  rewrite(
    'every snapshot is turned as its video says',
    { 'video/snapshot/as-stored[clip-turned-180.mp4]': 'turned' },
    (process) => `${process},ar_auto`,
  ),
  rewrite('a snapshot is a JPEG', { 'video/snapshot/formats[png]': 'format' }, (process) =>
    process.replace(',f_png', ''),
  ),
];
