import type { Then } from '../format/then.ts';
import type { Cell, Right } from '../format/rules.ts';
import { rules } from './rules.ts';

export type Asking = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** What a verb gets by the rules: a refusal by its name, or the answer. */
export type Foreseen =
  { readonly refused: string } | { readonly then: Then; readonly stores?: true };

/** How a right is refused; undefined: it is given. An object that is not there has no ACL of its own. */
function refusedFor(
  right: Right,
  { principal, bucket, object }: Omit<Cell, 'form' | 'originals'>,
): string | undefined {
  const { gives, refused } = rules;
  if (principal === 'owner' || gives[object === 'default' ? bucket : object].includes(right))
    return undefined;
  return (object === 'default' ? refused.bucket : refused.object[right])[principal];
}

function foreseeWrite(cell: Cell, verb: 'PUT' | 'DELETE'): Foreseen {
  // With a tail it is another object, which is not there.
  const object = cell.form.tail === '' ? cell.object : 'default';
  const refused = refusedFor('write', { ...cell, object });
  return refused === undefined ? { then: rules.writes[verb] } : { refused };
}

/** What a verb gets in a cell of the matrix. */
export function foresee(cell: Cell, verb: Asking): Foreseen {
  if (verb === 'PUT' || verb === 'DELETE') return foreseeWrite(cell, verb);
  const rule = cell.form[verb];
  if ('never' in rule) return { refused: rule.never };
  const { kept, stores, then } = rule;
  const isKept = cell.originals === 'kept' && cell.principal === 'anonymous';
  const refused =
    refusedFor('read', cell) ??
    (isKept ? kept : undefined) ??
    (stores && refusedFor('write', { ...cell, object: 'default' }));
  return refused === undefined ? { then, ...(stores && { stores }) } : { refused };
}
