/**
 * Keeps `width` tasks running for `duration` milliseconds, waits for those still under way and answers how many were
 * done a second. Rejects when one of them does.
 */
export async function measureRate(
  task: () => Promise<void>,
  width: number,
  duration: number,
): Promise<number> {
  let done = 0;
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const keepBusy = async () => {
    while (elapsed() < duration) {
      await task();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, keepBusy));
  return (done * 1000) / elapsed();
}
