/** Runs what it is given one at a time, in the order in which it was given. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** A failure is the asker's alone: the next turn begins all the same. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
