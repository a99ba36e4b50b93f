import type { Setting } from '../../operation.ts';

/** A source without a quality of its own is as good as it can be: a relative quality then is an absolute one. */
const best = 100;

export const quality: Setting<'image/quality'> = {
  settle(encode, { q, Q, value }, { source, choices }) {
    const own = source.quality ?? best;
    const absolute = Q ?? (choices.bareMeans === 'absolute' ? value : undefined);
    if (absolute === undefined) {
      const relative = ((q ?? value ?? best) * own) / 100;
      const whole = choices.fraction === 'truncated' ? Math.trunc(relative) : Math.round(relative);
      return { ...encode, quality: Math.max(1, whole) };
    }
    const isAbove = source.quality !== undefined && absolute > own;
    if (isAbove && choices.aboveSource === 'source') return 'source';
    return { ...encode, quality: Math.min(absolute, own) };
  },
};
