import { median, spread } from './median.ts';

/** What the ratio has to keep to. */
export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One line of the report: the emulator against what it is measured by, and their ratio. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly bare: number;
  readonly ratio: number;
  /** The larger spread of the two sides over the rounds, as a share; absent where there was one round. */
  readonly spread?: number;
  readonly target?: Target;
  /** Whether the target is met; absent where there is none. */
  readonly ok?: boolean;
}

/** The ratio of the medians of two series, one value a round each. */
export function compare(
  what: string,
  unit: string,
  ours: readonly number[],
  bare: readonly number[],
  target?: Target,
): Row {
  const ratio = median(ours) / median(bare);
  const { atLeast = 0, atMost = Infinity } = target ?? {};
  return {
    what,
    unit,
    ours: median(ours),
    bare: median(bare),
    ratio,
    ...(ours.length > 1 && { spread: Math.max(spread(ours), spread(bare)) }),
    ...(target && { target, ok: ratio >= atLeast && ratio <= atMost }),
  };
}

function describeTarget({ atLeast, atMost }: Target): string {
  if (atLeast === undefined) return `≤ ${atMost ?? ''}`;
  return atMost === undefined ? `≥ ${atLeast}` : `${atLeast}–${atMost}`;
}

/** The rows as a table of text. */
export function printRows(rows: readonly Row[]): string {
  const number = (value: number) => value.toFixed(value < 1000 ? 1 : 0);
  const lines = rows.map(({ what, unit, ours, bare, ratio, spread, target, ok }) => [
    what,
    `${number(ours)} ${unit}`,
    `${number(bare)} ${unit}`,
    ratio.toFixed(2),
    spread === undefined ? '' : `${(spread * 100).toFixed(0)} %`,
    target ? describeTarget(target) : '',
    ok === undefined ? '' : ok ? 'ok' : 'MISS',
  ]);
  const table = [['', 'emulator', 'against', 'ratio', 'spread', 'target', ''], ...lines];
  const width = (column: number) => Math.max(...table.map((cells) => cells[column]?.length ?? 0));
  const widths = table[0]?.map((_, column) => width(column)) ?? [];
  return table
    .map((cells) =>
      cells
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
