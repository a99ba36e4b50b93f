/**
 * Aborted by the first SIGTERM or SIGINT; a second one ends the process at once. Whoever asks for it early is not killed by
 * a signal that comes while it still starts, and in a container, as process 1, is not deaf to it.
 */
export function listenForSignals(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return stopping.signal;
}
