import type { Spec } from '../../spec/corpus.ts';
import type { BoundChain } from './bind.ts';

/** Whether a chain asks for the source itself where the source or a size would be refused (Q102). */
export const forgives = ({ actions }: BoundChain, { operations }: Spec): boolean =>
  actions.some(
    ({ id, args }) => operations[id]?.rescues === true && 'value' in args && args.value === true,
  );
