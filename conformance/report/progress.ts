import type { Result } from '../run.ts';

/** A line on a terminal that is written over and over; elsewhere silent. */
export interface Progress {
  readonly show: (result: Result, done: number, all: number) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** Milliseconds between two drawings. */
const pause = 50;

export function createProgress(
  out: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & { write(text: string): boolean },
): Progress {
  if (!out.isTTY) return { show: () => undefined, end: () => undefined };
  let [wrong, last] = [0, 0];
  return {
    show({ case: one, verdict }, done, all) {
      if (verdict.is === 'fail' || verdict.is === 'error') wrong += 1;
      const now = performance.now();
      if (now - last < pause && done < all) return;
      last = now;
      const line = `${done}/${all}, ${wrong} wrong, ${one.id}`;
      out.write(`\r\x1b[2K${line.slice(0, out.columns - 1)}`);
    },
    end: () => void out.write('\r\x1b[2K'),
  };
}
