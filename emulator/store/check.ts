/** Whether a value that was read from a file is a T. */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value) => typeof value === 'string';
export const isFlag: Check<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Check<number> = (value) => typeof value === 'number';

/** One of these words. */
export function oneOf<T extends string>(...words: readonly T[]): Check<T> {
  return (value): value is T => words.some((word) => word === value);
}

/** T, or that it is not there. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

export function mapOf<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    isMap(value) && Object.values(value).every(check);
}

/** Every field of T has a check: a field that is new to T is a type error where its shape is given. */
export function shape<T>(fields: { readonly [Name in keyof T]-?: Check<T[Name]> }): Check<T> {
  const checks = Object.entries<(value: unknown) => boolean>(fields);
  return (value): value is T => isMap(value) && checks.every(([name, check]) => check(value[name]));
}

/** Undefined where the text is no JSON or, with the defaults under it, not what is asked for. */
export function parseAs<T>(
  check: Check<T>,
  text: string,
  defaults: Partial<T> = {},
): T | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const value: unknown = isMap(parsed) ? { ...defaults, ...parsed } : parsed;
    return check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
