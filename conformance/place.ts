import type { Edition } from '../spec/corpus.ts';
import { type CorpusError, decode, type Opened, problemAt } from '../spec/read.ts';

/** Where an entry of a file of cases stands. */
export interface Place {
  readonly opened: Opened;
  readonly edition: Edition;
  /** The id of the operation whose cases the file holds, or a word that is no operation. */
  readonly home: string;
  readonly name: string;
}

/** What is wrong at a path below the entry. */
export const complain = (
  { opened, edition, name }: Place,
  path: readonly PropertyKey[],
  problem: string,
): CorpusError => problemAt(opened, [name, ...path], edition, problem);

type Schema = Parameters<typeof decode>[0];

/** A tree that stands at a path below the entry, as its schema has it. Throws CorpusError. */
export const decodeAt = <S extends Schema>(
  { opened, edition, name }: Place,
  path: readonly PropertyKey[],
  schema: S,
  tree: unknown,
): ReturnType<typeof decode<S>> => decode(schema, edition, opened, tree, [name, ...path]);
