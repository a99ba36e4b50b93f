import { refuse } from '../errors.ts';
import type { Access, Bucket } from '../store/store.ts';
import type { Principal } from './principal.ts';

/** How an object is asked for: as it is, by a style (of any way), or by a process. */
export type Form = 'original' | 'style' | 'process';

function isCovered(key: string, { protect, rules }: Pick<Access, 'protect' | 'rules'>): boolean {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const suffix = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
  // An empty suffix is no suffix: only `*` covers a key without one.
  if (protect.includes('*') || (suffix !== '' && protect.includes(suffix))) return true;
  return rules.some(({ prefix, suffix, ignoreCase }) => {
    const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
    return fold(key).startsWith(fold(prefix)) && fold(key).endsWith(fold(suffix));
  });
}

/**
 * Keeps the originals of a bucket from anonymous users, who may read them only by a style; who signs may do what its
 * rights allow. Refuses `original-protected` or `style-only`. Source: manual of 2019 §1.8.
 */
export function protect(
  principal: Principal,
  { access }: Pick<Bucket, 'access'>,
  key: string,
  form: Form,
): void {
  if (principal.kind !== 'anonymous' || form === 'style' || !isCovered(key, access)) return;
  refuse(form === 'original' ? 'original-protected' : 'style-only');
}
