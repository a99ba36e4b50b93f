import type { Spec } from '../../spec/corpus.ts';
import { refuse } from '../errors.ts';
import type { BoundAction, SourceInfo } from '../operation.ts';

/** Refuses a source that this edition does not read: by its format, or because it is a WebP that moves. */
export function holdFormat({ format, frames }: SourceInfo, { chain }: Spec): void {
  const { 'source-formats': known, 'animated-webp': moving } = chain;
  if (!String(known.is).split(' ').includes(format))
    refuse('unsupported-source', { cite: known.cite });
  if (format === 'webp' && frames > 1 && moving.is !== 'decoded')
    refuse('bad-webp', { cite: moving.cite });
}

/** Refuses more transforming actions on a GIF or WebP than this edition takes. */
export function holdActions(
  actions: readonly BoundAction[],
  { format }: SourceInfo,
  { chain, operations }: Spec,
): void {
  if (format !== 'gif' && format !== 'webp') return;
  const { is, cite } = chain['animation-actions'];
  const transforming = actions.filter(({ id }) => operations[id]?.kind === 'transform');
  const beyond = is === 'any number of' ? undefined : transforming[Number(is)];
  if (beyond) refuse('processed-twice', { at: beyond.at, cite });
}
