/**
 * The only import of heic-decode, which is libheif compiled to WebAssembly: sharp's own libheif cannot decode HEVC. It
 * decodes in a thread of its own, since 12 megapixels take some 400 ms.
 */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Frame, Size, SourceInfo } from '../operation.ts';
import { createQueue } from './concurrency.ts';
import { fromFrames, toFrame } from './frame.ts';
import { profiled } from './profiled.ts';
import { sharp } from './sharp.ts';

/** Milliseconds without work after which the thread ends and gives its memory back. */
const IDLE = 10_000;
/** Milliseconds after which a picture counts as damaged: some hundred times what 48 megapixels take. */
const LONGEST = 60_000;

/**
 * What runs in the thread. It is text because a file of its own would end in .ts here and in .js where it is built, and
 * only the latter could be started without a loader.
 */
const program = `
// libheif tells the console what it thinks of a damaged file.
console.log = console.warn = console.error = () => {};
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData);
parentPort.on('message', async (buffer) => {
  try {
    const { width, height, data } = await decode({ buffer });
    parentPort.postMessage({ width, height, pixels: data.buffer }, [data.buffer]);
  } catch (error) {
    parentPort.postMessage({ reason: String(error) });
  }
});
`;

/** One picture at a time: the thread's memory grows to the largest and is never given back. */
const alone = createQueue(1);
let thread: Worker | undefined;
let rest: NodeJS.Timeout | undefined;

function start(): Worker {
  const path = createRequire(import.meta.url).resolve('heic-decode');
  const made = new Worker(program, { eval: true, workerData: path });
  made.once('exit', () => {
    if (thread === made) thread = undefined;
  });
  return made;
}

type Answer = Size & { readonly pixels: ArrayBuffer };

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'pixels' in message;
}

/** RGBA of the first picture, as libheif turns and cuts it. */
async function ask(bytes: Uint8Array): Promise<Frame> {
  const asked = (thread ??= start());
  const ended = new AbortController();
  const end = () => ended.abort();
  clearTimeout(rest);
  const limit = setTimeout(() => void asked.terminate(), LONGEST);
  asked.once('exit', end);
  asked.ref();
  try {
    const answered: Promise<readonly unknown[]> = once(asked, 'message', { signal: ended.signal });
    asked.postMessage(bytes);
    const [answer] = await answered;
    if (!isAnswer(answer)) throw new Error('libheif does not decode the picture.');
    const { width, height, pixels } = answer;
    return { width, height, channels: 4, data: new Uint8Array(pixels) };
  } finally {
    clearTimeout(limit);
    asked.off('exit', end);
    // An idle thread keeps no process alive.
    asked.unref();
    rest = setTimeout(() => void asked.terminate(), IDLE).unref();
  }
}

/** Decodes a HEIC to sRGB. Rejects where it is damaged or is not of the size that was probed. */
export async function decodeHeic(bytes: Uint8Array, info: SourceInfo): Promise<Frame> {
  const { icc } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const decoded = await alone(() => ask(bytes));
  if (decoded.width !== info.width || decoded.height !== info.height)
    throw new RangeError('The source is not the one that was probed.');
  const frame = info.alpha ? decoded : await toFrame(fromFrames([decoded]).removeAlpha());
  return icc === undefined ? frame : toFrame(sharp(profiled(frame, icc)));
}
