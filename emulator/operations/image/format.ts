import type { Setting } from '../../operation.ts';

export const format: Setting<'image/format'> = {
  settle(encode, { value, first, black }, { source, refuse }) {
    if (value === 'jpg' && source.format === 'heic' && source.alpha) refuse('heic-alpha');
    // gif only from gif; anything else keeps the source's format (manual of 2019 §1.4.3).
    const isPossible = value !== 'gif' || source.format === 'gif';
    const kept = isPossible ? value : source.format;
    const format = first && kept === 'gif' ? 'jpg' : kept;
    return { ...encode, format, ...(black && { ground: 'black' }) };
  },
};
