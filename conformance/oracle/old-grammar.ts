/** What is asked behind an `@`: numbers by key, the letter of `ic`, and what stands behind the dot. */
export interface Tail {
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  readonly letter?: string;
  readonly suffix?: string;
}

type One = (key: string) => number | undefined;

const modes = new Map([
  [0, 'm_lfit'],
  [1, 'm_mfit'],
  [2, 'm_fixed'],
  [4, 'm_pad'],
]);
const hex = (channel: number): string => channel.toString(16).toUpperCase().padStart(2, '0');

/** The guide, `Resize`: sides, else a percentage; p and x multiply either. Undefined: nothing is scaled. */
function resize({ numbers }: Tail, one: One): string | undefined {
  const times = ((one('p') ?? 100) * (one('x') ?? 1)) / 100;
  const limit = one('l') === 1 ? 'limit_1' : 'limit_0';
  const side = (key: string): string | undefined => {
    const pixels = one(key) ?? 0;
    return pixels === 0 ? undefined : `${key}_${Math.max(1, Math.round(pixels * times))}`;
  };
  const sides = ['w', 'h'].flatMap((key) => side(key) ?? []);
  if (sides.length === 0)
    return numbers.has('p') || numbers.has('x')
      ? `resize,p_${Math.round(times * 100)},${limit}`
      : undefined;
  if (sides.length === 1) return ['resize', ...sides, limit].join(',');
  const isCut = one('e') === 1 && one('c') === 1;
  const mode = isCut ? 'm_fill' : (modes.get(one('e') ?? 0) ?? 'm_lfit');
  const colour = mode === 'm_pad' ? numbers.get('bgc')?.map(hex).join('') : undefined;
  return [
    'resize',
    mode,
    ...sides,
    limit,
    ...(colour === undefined ? [] : [`color_${colour}`]),
  ].join(',');
}

function quality(one: One): string | undefined {
  const q = one('q');
  const Q = one('Q');
  if (Q !== undefined) return `quality,Q_${Q}`;
  return q === undefined ? undefined : `quality,q_${q}`;
}

/** An action of all numbers of a key. */
const of = (
  { numbers }: Tail,
  key: string,
  write: (first: number, ...others: number[]) => string,
): string | undefined => {
  const [first, ...others] = numbers.get(key) ?? [];
  return first === undefined ? undefined : write(first, ...others);
};

/** The same by x-oss-process, in the order of the guide (Q106). Undefined: only the old grammar can ask for it. */
export function translate(tail: Tail): string | undefined {
  const one: One = (key) => tail.numbers.get(key)?.[0];
  const { suffix = 'jpg', letter = '' } = tail;
  const [, type] = tail.numbers.get('ci') ?? [];
  const isScaled = ['w', 'h', 'p', 'x'].some((key) => (one(key) ?? 0) > 0);
  if (type === 0 || one('o') === 1) return undefined;
  // Ways to scale need something to scale to.
  if (!isScaled && (tail.numbers.has('e') || one('c') === 1)) return undefined;
  const format = suffix === 'src' ? undefined : `format,${suffix}`;
  const actions = [
    one('o') === 2 ? 'auto-orient,1' : undefined,
    resize(tail, one),
    of(tail, 'a', (x, y, w, h) => `crop,x_${x},y_${y},w_${w},h_${h}`),
    of(tail, 'ci', (r) => `${type === 2 ? 'rounded-corners' : 'circle'},r_${r}`),
    of(tail, 'ic', (length, index) => `indexcrop,${letter}_${length},i_${index}`),
    of(tail, 'r', (degrees) => `rotate,${degrees}`),
    of(tail, 'sh', (strength) => `sharpen,${strength}`),
    of(tail, 'bl', (r, s) => `blur,r_${r},s_${s}`),
    of(tail, 'b', (percent) => `bright,${percent}`),
    of(tail, 'd', (percent) => `contrast,${percent}`),
    quality(one),
    of(tail, 'pr', (on) => `interlace,${on}`),
    format ?? 'format,gif',
  ];
  return `image/${actions.filter((action) => action !== undefined).join('/')}`;
}
