/** Runs a task when there is room for it. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue that runs at most `width` tasks at once and the others in the order in which they came. */
export function createQueue(width: number): Queue {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < width) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next)
        next(); // takes over the place
      else running -= 1;
    }
  };
}
