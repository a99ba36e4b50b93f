import { once } from 'node:events';
import { createQueue } from '../engine/concurrency.ts';
import { startThread } from '../program-thread.ts';
import { parseXml, type Read, rootOf } from './xml.ts';

/** Characters that are read at once: they keep everybody waiting for some milliseconds. */
const short = 65_536;
/** MiB; a document of 2 MB takes a tenth of it. */
const memory = 256;

const program = new URL('./xml-worker', import.meta.url);

const isRead = (message: unknown): message is Read =>
  typeof message === 'object' && message !== null && ('tree' in message || 'fault' in message);

/** Reads a document in a thread that ends with it. */
async function readApart(text: string): Promise<Read> {
  const worker = startThread(program, {
    workerData: text,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  try {
    const messages: readonly unknown[] = await once(worker, 'message');
    const [read] = messages;
    return isRead(read) ? read : { fault: 'nobody could read the XML' };
  } catch (error) {
    // It ran out of memory: whoever writes 2 MB so that they become 256 means no list of names.
    return { fault: error instanceof Error ? error.message : String(error) };
  } finally {
    await worker.terminate();
  }
}

/** One at a time: a machine of two cores has others to serve. */
const alone = createQueue(1);

/** As `parseXml`, for documents of any length: a long one is read in a thread, since 2 MB take some 200 ms. */
export async function parseLongXml(text: string, root: string): Promise<unknown> {
  if (text.length <= short) return parseXml(text, root);
  return rootOf(await alone(() => readApart(text)), root);
}
