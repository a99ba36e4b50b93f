import type { Spec } from '../../spec/corpus.ts';
import type { Then } from '../format/then.ts';
import type { Observation } from '../observe.ts';
import type { Fixture, Request, Response } from '../target.ts';

/** What one check saw; its name is the key of `then`. */
export interface Seen {
  readonly ok: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** What stands around an answer. */
export interface About {
  readonly spec: Spec;
  readonly request: Request;
  /** The fixture that is the object asked for, where it is one. */
  readonly source?: Fixture;
  /** The fixture that another object of the case is. */
  readonly given?: (key: string) => Fixture | undefined;
  /** The answer before this one in the case. */
  readonly before?: Response;
}

/** Compares one expectation with an answer. What it throws counts as the answer's fault, but for SuiteError. */
export type Check<E> = (expected: E, seen: Observation, about: About) => Seen | Promise<Seen>;

export type Expected = Required<Then>;
/** A check for every key of `then`. */
export type Checks = { readonly [K in keyof Expected]: Check<Expected[K]> };

/** The suite cannot judge: the case or the suite is wrong, not the target. */
export class SuiteError extends Error {}

/** Texts that must be equal. */
export const same = (expected: unknown, actual: unknown): Seen => ({
  ok: String(expected) === String(actual),
  expected: String(expected),
  actual: String(actual),
});

/** A text that must be `present`, `absent`, like `/regular expression/`, or equal. */
export function matches(expected: string, actual: string | undefined): Seen {
  const shown = { expected, actual: actual ?? 'absent' };
  if (expected === 'absent') return { ok: actual === undefined, ...shown };
  if (expected === 'present') return { ok: actual !== undefined, ...shown };
  const pattern = /^\/(.*)\/$/s.exec(expected)?.[1];
  if (pattern === undefined) return { ok: actual === expected, ...shown };
  return { ok: actual !== undefined && new RegExp(pattern, 's').test(actual), ...shown };
}

/** Several comparisons as one: those that failed, by name, or all of them. */
export function together(parts: readonly (readonly [name: string, seen: Seen])[]): Seen {
  const wrong = parts.filter(([, { ok }]) => !ok);
  const shown = wrong.length > 0 ? wrong : parts;
  const list = (side: 'expected' | 'actual') =>
    shown.map(([name, seen]) => `${name}: ${seen[side]}`).join('; ');
  return { ok: wrong.length === 0, expected: list('expected'), actual: list('actual') };
}
