import { type Form, formOf, keepOriginal, settingsHold } from './auth/protection.ts';
import { readStyledKeys } from './buckets/delimiter.ts';
import type { AskedOfBucket, AskedOfObject, ObjectCall } from './call.ts';
import { getObject } from './objects/get-object.ts';
import { headObject } from './objects/head-object.ts';
import {
  getByHeader,
  getProcessed,
  headByHeader,
  headProcessed,
  postProcessed,
  processOf,
} from './objects/process-object.ts';
import { readVersion } from './objects/version.ts';
import { oldGrammarHolds, readOldKey } from './old-grammar/key.ts';

/** A call on an object, and what it is asked. */
export interface Found {
  readonly call: ObjectCall;
  readonly asked: AskedOfObject;
}

/** What a plain call becomes where a delimiter asks for a style, or an `@` for a process; nobody puts or deletes one (Q257). */
const processed = new Map([
  [getObject, getProcessed],
  [headObject, headProcessed],
]);

/** What a key may ask for beside its object. */
type Meant = Pick<AskedOfObject, 'key' | 'process' | 'oldProcess'>;

/** What a literal key may mean where no object has it, the best first. */
function* readingsOf(asked: AskedOfBucket & { readonly key: string }): Generator<Meant> {
  const { bucket, key: literal } = asked;
  if (settingsHold(asked))
    for (const { key, style } of readStyledKeys(literal, bucket.access))
      yield { key, process: `style/${style}` };
  const old = oldGrammarHolds(asked) ? readOldKey(literal) : undefined;
  if (old) yield old;
}

/**
 * Finds the object that a literal key means: the object of that key, or, where there is none, the longest that a delimiter
 * cuts off the name of a style (Q200), or that an `@` cuts off a process of the old grammar (Q105).
 */
export async function findObject(
  call: ObjectCall,
  asked: AskedOfBucket & { readonly key: string },
): Promise<Found> {
  const { world, bucket, key } = asked;
  const version = call.takesVersion && readVersion(asked.request.query);
  const head = await world.store.head(bucket.name, key, version);
  const literal = { call, asked: { ...asked, head, version } };
  const styled = processed.get(call);
  if (head !== undefined || styled === undefined || version !== undefined) return literal;
  for (const meant of readingsOf(asked)) {
    const found = await world.store.head(bucket.name, meant.key);
    if (found !== undefined) return { call: styled, asked: { ...asked, ...meant, head: found } };
  }
  return literal;
}

const plain: readonly ObjectCall[] = [getObject, headObject];
const processes: readonly ObjectCall[] = [
  getProcessed,
  headProcessed,
  getByHeader,
  headByHeader,
  postProcessed,
];

function askedAs({ call, asked }: Found): Form | undefined {
  if (plain.includes(call)) return 'original';
  if (!processes.includes(call)) return undefined;
  // The text of a POST stands in its body, which nobody has read yet (Q258).
  if (call === postProcessed) return 'process';
  if (asked.oldProcess !== undefined) return 'process';
  return formOf(processOf(asked));
}

/** Refuses what the protection of originals keeps from an anonymous user. */
export function holdOriginal(found: Found): void {
  const form = askedAs(found);
  if (form !== undefined) keepOriginal(found.asked, found.asked.key, form);
}
