/** Runs a task when there is room for it: for one more, and for the `bytes` of memory that it will hold (0). */
export type Queue = <T>(task: () => Promise<T>, bytes?: number) => Promise<T>;

/**
 * A queue that runs at most `width` tasks at once, which together hold at most `memory` bytes, and the others in the order
 * in which they came. A task that alone holds more runs alone.
 */
export function createQueue(width: number, memory = Infinity): Queue {
  const waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  let running = 0;
  let held = 0;
  const fits = (bytes: number) => running === 0 || (running < width && held + bytes <= memory);
  const enter = (bytes: number) => {
    running += 1;
    held += bytes;
  };
  const leave = (bytes: number) => {
    running -= 1;
    held -= bytes;
    // A large task that waits keeps smaller ones behind it: else it might wait for ever.
    for (let next = waiting[0]; next && fits(next.bytes); next = waiting[0]) {
      waiting.shift();
      enter(next.bytes);
      next.go();
    }
  };
  return async (task, bytes = 0) => {
    if (waiting.length === 0 && fits(bytes)) enter(bytes);
    else await new Promise<void>((go) => waiting.push({ bytes, go }));
    try {
      return await task();
    } finally {
      leave(bytes);
    }
  };
}
