import { refuse } from './errors.ts';

/** Does a piece of work, or refuses `too-busy` where as many are under way as may be. */
export type Admission = <T>(work: () => Promise<T>) => Promise<T>;

/** Admits `most` at once: what waits for its turn holds a connection and an open object. */
export function createAdmission(most: number): Admission {
  let inside = 0;
  return async (work) => {
    if (inside >= most) refuse('too-busy');
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
    }
  };
}
