import type { Request, Saboteur } from '../target.ts';

/** A lie about a process: what the client asked for is changed before it is sent. */
export function rewrite(
  lie: string,
  caughtBy: Saboteur['caughtBy'],
  change: (process: string) => string,
): Saboteur {
  const ask = (request: Request): Request => {
    const { process } = request;
    return process === undefined ? request : { ...request, process: change(process) };
  };
  return { lie, caughtBy, ask };
}

const opposite: Readonly<Record<string, string>> = {
  nw: 'ne',
  ne: 'nw',
  west: 'east',
  east: 'west',
  sw: 'se',
  se: 'sw',
};

/** Endpoints that do something else than they were asked for. */
export const requestSaboteurs: readonly Saboteur[] = [
  rewrite('limit_0 is dropped', { 'resize/limit-0-enlarges[w_400]': 'size' }, (process) =>
    process.replace(',limit_0', ''),
  ),
  rewrite(
    'everything is enlarged',
    { 'resize/never-larger-than-the-source[w_201]': 'size' },
    (process) => `${process},limit_0`,
  ),
  rewrite(
    'one is added to a width',
    { 'resize/fixed-stretches[grid-200x100.png]': 'size', 'crop/rectangle[w_100,h_50]': 'size' },
    (process) => process.replace(/w_(\d+)/, (_, width: string) => `w_${Number(width) + 1}`),
  ),
  rewrite('mfit fits inside', { 'resize/mfit-covers[grid-200x100.png]': 'size' }, (process) =>
    process.replace('m_mfit', 'm_lfit'),
  ),
  rewrite(
    'a computed height is cut off instead of rounded, of pictures twice as wide as high',
    { 'resize/halves-go-up[w_25]': 'size' },
    (process) =>
      process.replace(
        /w_(\d+)$/,
        (_, width: string) => `m_fixed,w_${width},h_${Math.floor(Number(width) / 2)}`,
      ),
  ),
  rewrite(
    'padding is always white',
    { 'resize/colour-of-the-padding[FF0000]': 'colours' },
    (process) => process.replace(/,color_\w+/, ''),
  ),
  rewrite(
    'gravity is mirrored',
    {
      'crop/anchors[ne]': 'colours',
      'crop/anchors[west]': 'pixels',
      'watermark/anchors[nw]': 'colours',
      'watermark/text-at-its-place[,g_east]': 'ink',
    },
    (process) => process.replace(/g_(\w+)/, (_, g: string) => `g_${opposite[g] ?? g}`),
  ),
  rewrite(
    'rotate turns the other way',
    { 'rotate/quarter-turns[grid-200x100.png,90]': 'pixels', 'rotate/turns-clockwise': 'colours' },
    (process) =>
      process.replace(/rotate,(\d+)/, (_, angle: string) => `rotate,${360 - Number(angle)}`),
  ),
  rewrite(
    'auto-orient is forgotten',
    { 'auto-orient/upright[6]': 'size', 'auto-orient/upright[3]': 'pixels' },
    (process) => process.replace('auto-orient,1', 'auto-orient,0'),
  ),
  rewrite(
    'the second action is skipped',
    { 'chains/left-to-right[resize,w_100/rotate,90]': 'size' },
    (process) => process.split('/').toSpliced(2, 1).join('/'),
  ),
  rewrite('quality is ignored', { 'quality/absolute[100,90]': 'quality' }, (process) =>
    process.replace(/quality,\w+/, ''),
  ),
  rewrite(
    'relative quality is taken for absolute',
    { 'quality/relative[80,90]': 'quality' },
    (process) => process.replace('quality,q_', 'quality,Q_'),
  ),
  rewrite(
    'a progressive JPEG is baseline',
    { 'interlace/progressive[photo-400x267.jpg,interlace,1]': 'progressive' },
    (process) => process.replace('interlace,1', 'interlace,0'),
  ),
  rewrite(
    'the format stays',
    { 'format/targets[grid-200x100.png,webp]': 'format', 'format/mime-types[jpg]': 'type' },
    (process) => process.replace(/format,\w+/, ''),
  ),
  rewrite(
    'frames are dropped',
    {
      'format/stays-animated[gif]': 'frames',
      'resize/animation-is-scaled[animated.webp,w_30]': 'frames',
    },
    // Turning makes an animation still.
    (process) => `${process}/rotate,0`,
  ),
  {
    lie: 'the source is returned',
    caughtBy: {
      'resize/mfit-covers[grid-1000x500.png]': 'size',
      'errors/bad-input[resize,w_0]': 'error',
    },
    ask: ({ process: _, ...request }) => request,
  },
  {
    lie: 'uploads are not checked',
    caughtBy: { 'objects/checked-by-md5': 'error' },
    ask: (request) => {
      const { 'content-md5': _, ...headers } = request.headers;
      return { ...request, headers };
    },
  },
  {
    lie: 'signatures are not looked at',
    caughtBy: { 'signatures/wrong-secret[v1]': 'error' },
    ask: ({ tamper: _, ...request }) => request,
  },
  {
    lie: 'security tokens are not looked at',
    caughtBy: {
      'signatures/temporary-key-that-has-expired[v4]': 'error',
      'signatures/token-of-another-temporary-key[v1-url]': 'error',
    },
    ask: ({ token, ...request }) =>
      token === undefined ? request : { ...request, token: 'fresh' },
  },
  {
    lie: 'a process may be appended to a signed URL',
    caughtBy: { 'signatures/process-changed-after-signing[v4-url,appended]': 'error' },
    ask: ({ tamper, ...request }) =>
      tamper === undefined || tamper === 'appended' ? request : { ...request, tamper },
  },
  {
    lie: 'everybody is the owner',
    caughtBy: { 'access/nothing-is-told-of-a-private-bucket': 'error' },
    ask: (request) => ({ ...request, as: 'owner' }),
  },
];
