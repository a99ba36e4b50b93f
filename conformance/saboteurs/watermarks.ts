import type { Saboteur } from '../target.ts';
import { rewrite } from './requests.ts';

const decode = (value: string): string => Buffer.from(value, 'base64').toString('utf8');
const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** A lie about the picture that is stamped: its key, or what is done to it first. */
function rewriteMark(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (reference: string) => string,
): Saboteur {
  return rewrite(lie, caughtBy, (process) =>
    process.replace(
      /image_([\w=+-]+)/g,
      (_, value: string) => `image_${encode(change(decode(value)))}`,
    ),
  );
}

/** Every watermark has further tokens; of a key given twice the later counts. */
const add = (tokens: string) => (process: string) =>
  process.replace(/watermark,[^/]*/g, (action) => `${action},${tokens}`);

/** Endpoints that stamp something else, or somewhere else. */
export const watermarkSaboteurs: readonly Saboteur[] = [
  rewrite(
    't is ignored',
    {
      'watermark/opacity[40]': 'colours',
      'watermark/transparent-marks[,t_50]': 'pixels',
      'watermark/faded-text[40]': 'ink',
    },
    (process) => process.replaceAll(/,t_\d+/g, ''),
  ),
  rewrite(
    't is off by one percent',
    { 'watermark/opacity[40]': 'colours', 'watermark/opacity[1]': 'pixels' },
    (process) => process.replace(/,t_(\d+)/, (_, t: string) => `,t_${Number(t) + 1}`),
  ),
  rewrite(
    'margins are always those by default',
    {
      'watermark/at-the-edges[g_nw,x_0,y_0]': 'colours',
      'watermark/text-at-its-place[,g_nw,x_0,y_0]': 'ink',
    },
    (process) => process.replaceAll(/,[xy]_\d+/g, ''),
  ),
  rewrite(
    'a mark lies a pixel too far from the side',
    { 'watermark/anchors[nw]': 'colours', 'watermark/anchors[se]': 'colours' },
    (process) => process.replace(/,x_(\d+)/, (_, x: string) => `,x_${Number(x) + 1}`),
  ),
  rewrite(
    'voffset goes up',
    { 'watermark/along-the-middle-line[g_west,voffset_20]': 'colours' },
    (process) => process.replace(/voffset_(-?)/, (_, sign: string) => `voffset_${sign ? '' : '-'}`),
  ),
  rewrite(
    'without a place a mark lies in the middle',
    { 'watermark/without-a-place[]': 'pixels' },
    (process) => (process.includes('g_') ? process : add('g_center')(process)),
  ),
  rewriteMark(
    'P is a share of the mark itself',
    {
      'watermark/share-of-the-main-picture[grid-200x100.png,white-400x200.png,50]': 'pixels',
      'watermark/example-of-a-third-on-paper[400]': 'ink',
    },
    (reference) => reference.replace('P_', 'p_'),
  ),
  rewriteMark(
    'what is done to a mark first is forgotten',
    { 'watermark/prepared-first[resize,w_20]': 'pixels', 'watermark/rounded-first': 'colours' },
    (reference) => reference.split('?')[0] ?? '',
  ),
  rewriteMark(
    'a circle may be cut of a mark',
    { 'watermark/no-preprocessing[image/circle,r_10]': 'error' },
    (reference) => reference.replace('circle,r_10', 'rotate,0'),
  ),
  rewrite(
    'there are no tiles',
    {
      'watermark/tiles-of-a-picture[fill_1]': 'colours',
      'watermark/tiles-of-a-text[fill_1]': 'ink',
    },
    (process) => process.replace('fill_1', 'fill_0'),
  ),
  rewrite(
    'there are no gaps between tiles',
    {
      'watermark/tiles-of-a-picture[fill_1,padx_20]': 'pixels',
      'watermark/gaps-between-texts[padx_20]': 'ink',
    },
    (process) => process.replaceAll(/,pad[xy]_\d+/g, ''),
  ),
  rewrite(
    'the text always goes first',
    {
      'watermark/order-and-interval[g_nw]': 'ink',
      'watermark/pictures-place-in-the-strip[g_nw]': 'colours',
    },
    add('order_1'),
  ),
  rewrite(
    'text and picture touch each other',
    { 'watermark/order-and-interval[g_nw,interval_30]': 'ink' },
    (process) => process.replace(/,interval_\d+/, ''),
  ),
  rewrite('both are lined up above', { 'watermark/align[2]': 'ink' }, add('align_0')),
  rewrite(
    'texts are black',
    { 'watermark/colours[FF0000]': 'ink', 'watermark/colours[I0ZGMDAwMA]': 'ink' },
    (process) => process.replace(/,color_[\w=]+/, ''),
  ),
  rewrite(
    'texts are as large as by default',
    { 'watermark/text-size[20]': 'ink', 'watermark/text-size[100]': 'ink' },
    (process) => process.replace(/,size_\d+/, ''),
  ),
  rewrite('texts have no shadow', { 'watermark/shadow[40]': 'ink' }, (process) =>
    process.replace(/,shadow_\d+/, ''),
  ),
  rewrite(
    'texts are turned the other way',
    { 'watermark/turned-text[90]': 'ink', 'watermark/turned-text[270]': 'ink' },
    (process) =>
      process.replace(/rotate_(\d+)/, (_, angle: string) => `rotate_${360 - Number(angle)}`),
  ),
  rewrite(
    'only the first watermark is stamped',
    { 'watermark/several-in-one-chain': 'colours' },
    (process) => process.split('/').slice(0, 2).join('/'),
  ),
  rewrite(
    'a fourth picture is passed over',
    { 'watermark/four-pictures': 'error', 'watermark/one-picture-four-times': 'error' },
    (process) => process.split('/').slice(0, 4).join('/'),
  ),
  {
    lie: 'private pictures are stamped for everybody',
    caughtBy: { 'watermark/private-mark-on-a-public-picture': 'error' },
    ask: (request) => ({ ...request, as: 'owner' }),
  },
];
