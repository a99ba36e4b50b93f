import type { Law, Refused } from './law.ts';
import type { Call } from './split.ts';

/** What is asked here of the law. */
type Facts = Pick<Law, 'spec' | 'source'>;

/** Whether an edition takes a source at all: its format, and of WebP whether it moves. */
export function refuseFormat({ spec, source }: Facts): Refused | undefined {
  const formats = String(spec.chain['source-formats'].is).split(' ');
  if (!formats.includes(source.format)) return { refused: 'unsupported-source' };
  const moves = source.format === 'webp' && source.frames > 1;
  const decoded = spec.chain['animated-webp'].is === 'decoded';
  return moves && !decoded ? { refused: 'bad-webp' } : undefined;
}

/** More actions on a GIF or WebP than an edition takes; format, quality and interlace are none. */
export function refuseSecond(calls: readonly Call[], { spec, source }: Facts): Refused | undefined {
  if (source.format !== 'gif' && source.format !== 'webp') return undefined;
  const acting = calls.filter(({ name }) => spec.operations[`image/${name}`]?.kind === 'transform');
  const most = Number(spec.chain['animation-actions'].is);
  return acting.length > most ? { refused: 'processed-twice' } : undefined;
}

/** What can be read and not be written: a HEIC, and a jpg of a HEIC with alpha. */
export function refuseResult(format: string, { source }: Facts): Refused | undefined {
  if (format === 'heic') return { refused: 'not-emulated' };
  const hidden = source.format === 'heic' && source.alpha === true && format === 'jpg';
  return hidden ? { refused: 'image/format:heic-alpha' } : undefined;
}
