import { type Access, type Delimiter, openAccess } from '../store/access.ts';

/** In the order in which the service gives them back: it sorts them. */
export const delimiters: readonly Delimiter[] = ['!', '-', '/', '_'];

/** With or without a dot, in any case. */
const bareSuffix = (suffix: string) => suffix.trim().replace(/^\./, '').toLowerCase();

/** Access settings of what was asked for; what is silent stays open. Delimiters come sorted, suffixes bare, both once. */
export function settleAccess(asked: Partial<Access>): Access {
  const suffixes = (asked.protect ?? []).map(bareSuffix).filter((suffix) => suffix !== '');
  return {
    ...openAccess,
    ...asked,
    delimiters: delimiters.filter((delimiter) => asked.delimiters?.includes(delimiter)),
    protect: [...new Set(suffixes)],
  };
}
