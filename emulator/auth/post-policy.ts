import { refuse } from '../errors.ts';

/** What a policy wants of the fields of a form. */
interface Condition {
  readonly mode: 'eq' | 'starts-with' | 'in' | 'not-in';
  /** In lower case, without `$`. */
  readonly name: string;
  readonly values: readonly string[];
}

/** The policy of a form: what may be posted by it, and until when. */
export interface PostPolicy {
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly conditions: readonly Condition[];
  /** Bytes of the file, both ends included; every range that is given holds. */
  readonly ranges: readonly (readonly [least: number, most: number])[];
}

/** A condition as the service shows it: `["eq", "$key", "a"]`. */
function print(condition: unknown): string {
  return Array.isArray(condition)
    ? `[${condition.map(print).join(', ')}]`
    : JSON.stringify(condition);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const nameOf = (variable: string) => variable.replace(/^\$/, '').toLowerCase();

function decode(field: string): string {
  const text = field.replace(/\s/g, '');
  if (text === '') refuse('policy-empty');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) refuse('policy-not-base64');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return refuse('policy-not-base64');
  }
}

/** JSON, but for `\$`, by which a policy writes a dollar sign. */
function parse(text: string): Map<string, unknown> {
  const plain = text.replace(/\\(.)/gs, (pair, sign) => (sign === '$' ? '$' : pair));
  let tree: unknown;
  try {
    tree = JSON.parse(plain);
  } catch {
    refuse('policy-not-json');
  }
  if (typeof tree !== 'object' || tree === null || isList(tree)) return refuse('policy-not-json');
  return new Map(Object.entries(tree));
}

function readExpiration(value: unknown): number {
  if (!isText(value)) return refuse('policy-expiration-type');
  if (value === '') refuse('policy-expiration-empty');
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? refuse('policy-expiration-malformed') : time;
}

function readRange(condition: readonly unknown[]): readonly [number, number] {
  const fields = { condition: print(condition) };
  const [, least, most] = condition;
  if (condition.length !== 3) refuse('policy-condition-length', { fields });
  if ([least, most].some((end) => typeof end === 'object'))
    refuse('policy-element-type', { fields });
  const isSize = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (!isSize(least) || !isSize(most)) return refuse('policy-range-type', { fields });
  if (most < least) refuse('policy-range-reversed', { fields });
  return [least, most];
}

function readMatch(condition: readonly unknown[]): Condition {
  const fields = { condition: print(condition) };
  const [mode, variable, value] = condition;
  if (condition.length < 2 || !isText(mode))
    return refuse('policy-condition-without-mode', { fields });
  if (mode !== 'eq' && mode !== 'starts-with' && mode !== 'in' && mode !== 'not-in')
    return refuse('policy-mode-unknown', { fields });
  if (condition.length !== 3) refuse('policy-condition-length', { fields });
  const takesList = mode === 'in' || mode === 'not-in';
  const values = takesList ? value : [value];
  if (!isText(variable) || !isList(values) || !values.every(isText))
    return refuse('policy-value-type', { fields });
  return { mode, name: nameOf(variable), values };
}

function readSimple(condition: object): Condition {
  const [[name, value] = ['', ''], ...others] = Object.entries(condition);
  if (name === '' || others.length > 0) refuse('policy-simple-condition');
  if (!isText(value))
    return refuse('policy-value-type', { fields: { condition: JSON.stringify(condition) } });
  return { mode: 'eq', name: nameOf(name), values: [value] };
}

/**
 * Reads the form field `policy`: base64 of JSON with `expiration` and `conditions`, and nothing else. Throws an OssError
 * that tells what is wrong with it; whether it has expired is asked by `holdPolicy`.
 * Source: OSS API reference, PostObject, Appendix: Policy.
 */
export function readPolicy(field: string): PostPolicy {
  const tree = parse(decode(field));
  const other = [...tree.keys()].find((key) => key !== 'expiration' && key !== 'conditions');
  if (other !== undefined) refuse('policy-property-unknown', { fields: { value: other } });
  if (tree.size === 0) refuse('policy-without-both');
  if (!tree.has('expiration')) refuse('policy-without-expiration');
  if (!tree.has('conditions')) refuse('policy-without-conditions');
  const expires = readExpiration(tree.get('expiration'));
  const written = tree.get('conditions');
  if (!isList(written)) return refuse('policy-conditions-type');
  const conditions: Condition[] = [];
  const ranges: (readonly [number, number])[] = [];
  for (const condition of written) {
    if (isList(condition)) {
      if (condition[0] === 'content-length-range') ranges.push(readRange(condition));
      else conditions.push(readMatch(condition));
    } else if (typeof condition === 'object' && condition !== null)
      conditions.push(readSimple(condition));
    else refuse('policy-condition-type', { fields: { condition: print(condition) } });
  }
  return { expires, conditions, ranges };
}

function isMet({ mode, values }: Condition, value: string): boolean {
  switch (mode) {
    case 'eq':
    case 'in':
      return values.includes(value);
    case 'not-in':
      return !values.includes(value);
    case 'starts-with':
      return values.some((prefix) => value.startsWith(prefix));
  }
}

/** Refuses a form after the time of its policy (milliseconds since 1970). */
export function holdPolicyTime({ expires }: PostPolicy, now: number): void {
  if (now > expires) refuse('policy-expired');
}

/**
 * Refuses a form whose fields a policy does not allow. A field that is not there counts as empty; `mustName` are fields
 * that a condition has to speak of where the form has them.
 */
export function holdPolicy(
  { conditions }: PostPolicy,
  fields: ReadonlyMap<string, string>,
  mustName: readonly string[],
): void {
  for (const condition of conditions) {
    const { mode, name, values } = condition;
    if (isMet(condition, fields.get(name) ?? '')) continue;
    const shown = mode === 'in' || mode === 'not-in' ? values : values[0];
    refuse('policy-condition-failed', { fields: { condition: print([mode, `$${name}`, shown]) } });
  }
  const named = new Set(conditions.map(({ name }) => name));
  const unnamed = mustName.find((name) => fields.has(name) && !named.has(name));
  if (unnamed !== undefined) refuse('policy-field-unnamed', { fields: { value: unnamed } });
}
