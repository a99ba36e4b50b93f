/** The program of a thread (clip-thread.ts). */
import { parentPort } from 'node:worker_threads';
import { type Bytes, cutClip, describeClip } from './clip.ts';
import type { Order, Report, Task } from './clip-messages.ts';
import { ClipFault } from './excerpt.ts';
import { gather } from './gather.ts';

const port = parentPort;
if (!port) throw new Error('clip-worker.ts is the program of a thread');

/** Of an excerpt, handed over at once. */
const pieceBytes = 256 * 1024;

const report = (said: Report) => port.postMessage(said);
const reads = new Map<number, (bytes: Uint8Array) => void>();
let count = 0;
let goOn: () => void = () => undefined;

const bytesOf = ({ task, size }: Task): Bytes => ({
  size,
  read: (first, last) =>
    new Promise((resolve) => {
      const read = count++;
      reads.set(read, resolve);
      report({ is: 'read', task, read, first, last });
    }),
});

async function perform(task: Task): Promise<void> {
  const bytes = bytesOf(task);
  if (!task.moment) {
    report({ is: 'info', info: await describeClip(bytes) });
    return;
  }
  for await (const chunk of gather(cutClip(bytes, task.moment), pieceBytes)) {
    const next = new Promise<void>((resolve) => (goOn = resolve));
    report({ is: 'chunk', chunk });
    await next;
  }
  report({ is: 'end' });
}

function obey(order: Order): void {
  switch (order.is) {
    case 'next':
      goOn();
      return;
    case 'bytes':
      reads.get(order.read)?.(order.bytes);
      reads.delete(order.read);
      return;
    case 'task':
      // Reads ahead of a task that is over are never answered.
      reads.clear();
      perform(order.task).catch((error: unknown) =>
        report({ is: 'fault', fault: error instanceof ClipFault ? error.fault : 'unreadable' }),
      );
  }
}
port.on('message', obey);
