import { refuse } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Access } from '../store/access.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Principal } from './principal.ts';

/** How an object is asked for: as it is, by a style (of any way), or by a process. */
export type Form = 'original' | 'style' | 'process';

/** What stands beside a style changes it, which the manual of 2019 (§1.8) forbids too: then it is a process. */
export const formOf = (process: string): Form =>
  process.split('|').every((pipe) => pipe.startsWith('style/')) ? 'style' : 'process';

function isCovered(key: string, { protect, rules }: Pick<Access, 'protect' | 'rules'>): boolean {
  const name = key.toLowerCase();
  // An empty suffix is no suffix: only `*` covers a key without one.
  if (protect.some((suffix) => suffix === '*' || name.endsWith(`.${suffix}`))) return true;
  return rules.some(({ prefix, suffix, ignoreCase }) => {
    const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
    return fold(key).startsWith(fold(prefix)) && fold(key).endsWith(fold(suffix));
  });
}

const listCovered = ({ protect, rules }: Pick<Access, 'protect' | 'rules'>): string =>
  [...protect, ...rules.map(({ prefix, suffix }) => `${prefix}*${suffix}`)].join(', ');

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
  const sentence = () =>
    `The bucket keeps the originals of ${listCovered(access)} from whoever does not sign; a style may be asked for.`;
  refuse(form === 'original' ? 'original-protected' : 'style-only', {
    why: () => ({ sentence: sentence() }),
  });
}

/** Who asks where; the bucket is that of the object. */
interface Asking {
  readonly principal: Principal;
  readonly bucket: Pick<Bucket, 'access'>;
  readonly address: Pick<Address, 'img'>;
}

/** Whether the bucket's access settings hold at the host that was asked. */
export const settingsHold = ({ bucket, address }: Omit<Asking, 'principal'>): boolean =>
  bucket.access.host === 'Both' || address.img;

/** `protect`, where the bucket's access settings hold. */
export function keepOriginal(asking: Asking, key: string, form: Form): void {
  if (settingsHold(asking)) protect(asking.principal, asking.bucket, key, form);
}
