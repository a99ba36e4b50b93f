import type { Frame } from '../operation.ts';

/** Bytes of all pictures that are kept, and of the largest one. */
const most = 64 * 2 ** 20;
const largest = most / 4;

const kept = new Map<string, Frame>();
let bytes = 0;

function drop(key: string): void {
  bytes -= kept.get(key)?.data.length ?? 0;
  kept.delete(key);
}

/**
 * A picture that was drawn before under the same key, or is drawn now; without a key it always is. The one that was asked for
 * longest ago goes first. Nobody may change what it answers.
 */
export async function remember(
  key: string | undefined,
  draw: () => Promise<Frame>,
): Promise<Frame> {
  if (key === undefined) return draw();
  const frame = kept.get(key) ?? (await draw());
  drop(key);
  if (frame.data.length > largest) return frame;
  kept.set(key, frame);
  bytes += frame.data.length;
  for (const oldest of kept.keys()) {
    if (bytes <= most) break;
    drop(oldest);
  }
  return frame;
}
