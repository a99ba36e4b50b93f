import type { Failure, Parameter } from '../spec/corpus.ts';

/** One value to try, and the failure of the parameter that it shows; without one it is accepted. */
export interface Sample {
  readonly value: string;
  readonly failure?: Failure;
}

const accepted = (values: readonly string[]): Sample[] => values.map((value) => ({ value }));
const refused = (failure: Failure, ...values: readonly string[]): Sample[] =>
  values.map((value) => ({ value, failure }));
const base64 = (text: string) => Buffer.from(text).toString('base64url');

/** Both sides of every bound of an integer. */
function aroundBounds([low, high]: readonly [number, number]): Sample[] {
  const numbers = new Set([low - 1, low, low + 1, high - 1, high, high + 1].sort((a, b) => a - b));
  return [...numbers].map((n) =>
    n < low || n > high ? { value: String(n), failure: 'outside' } : { value: String(n) },
  );
}

/** The values at which a parameter begins or ceases to accept. */
export function samplesOf(parameter: Parameter): Sample[] {
  const empty = refused('empty', '');
  switch (parameter.type) {
    case 'integer':
      return [...aroundBounds(parameter.range), ...refused('malformed', 'abc', '1.5'), ...empty];
    case 'flag':
      return [...accepted(['0', '1']), ...refused('malformed', '2', 'abc'), ...empty];
    case 'enum':
      return [
        ...accepted([...parameter.values, ...Object.keys(parameter.aliases ?? {})]),
        ...refused('unbound', ...(parameter.unbound ?? [])),
        ...refused('unemulated', ...(parameter.unemulated ?? [])),
        ...refused('outside', 'abc'),
        ...empty,
      ];
    case 'colour':
      return [
        ...accepted(['00FF00', 'ff00aa']),
        ...accepted(parameter.base64 ? ['#00FF00', '#ff00aa'].map(base64) : []),
        ...refused('malformed', 'red', 'AABBCCDD', base64('#red')),
        ...empty,
      ];
    case 'base64': {
      const { values, max = 8 } = parameter;
      const tooLong = values ? base64('no such') : base64('x'.repeat(max + 1));
      return [
        ...accepted((values ?? ['x', 'x'.repeat(max)]).map(base64)),
        ...refused('malformed', '!'),
        ...refused('outside', ...(values || parameter.max ? [tooLong] : [])),
        ...empty,
      ];
    }
    case 'object':
      return [...refused('malformed', '!'), ...empty];
  }
}
