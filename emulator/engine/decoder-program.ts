/** The program of a process (decoder.ts). */
import { PassThrough } from 'node:stream';
import type { Frame, Shot } from '../operation.ts';
import type { Order, Report, Start } from './decoder-messages.ts';
import { encode } from './encode.ts';
import { ClipFault } from './excerpt.ts';
import { decodeFrame } from './ffmpeg.ts';
import { fromFrames, toFrame } from './frame.ts';
import { orient } from './orient.ts';

const report = (said: Report) => process.send?.(said);

/** The same turns in EXIF's numbers. */
const orientations = { 0: 1, 90: 6, 180: 3, 270: 8 } as const;

function turned(frame: Frame, { turn }: Shot): Promise<Frame> | Frame {
  return turn === 0 ? frame : toFrame(orient(fromFrames([frame]), orientations[turn]));
}

interface Work {
  readonly excerpt: PassThrough;
  readonly stop: AbortController;
}

const works = new Map<number, Work>();

async function make({ picture, ffmpeg, shot, encode: encoding }: Start): Promise<void> {
  const work: Work = { excerpt: new PassThrough(), stop: new AbortController() };
  works.set(picture, work);
  try {
    const write = async (frame: Frame) =>
      encode({ frames: [await turned(frame, shot)], delays: [], loop: 0 }, encoding);
    const { excerpt, stop } = work;
    const body = await decodeFrame(ffmpeg, excerpt, shot.size, stop.signal, write);
    report({ is: 'body', picture, body });
  } catch (error) {
    if (error instanceof ClipFault) report({ is: 'fault', picture, fault: error.fault });
    else report({ is: 'error', picture, reason: String(error) });
  } finally {
    works.delete(picture);
  }
}

function obey(order: Order): void {
  const { picture } = order;
  switch (order.is) {
    case 'start':
      void make(order);
      return;
    case 'chunk':
      works.get(picture)?.excerpt.write(order.chunk, () => report({ is: 'next', picture }));
      return;
    case 'end':
      works.get(picture)?.excerpt.end();
      return;
    case 'stop':
      works.get(picture)?.stop.abort();
  }
}

process
  .on('message', obey)
  // Of a terminal it reaches everybody; whoever started this process says when it is over.
  .on('SIGINT', () => undefined)
  .once('disconnect', () => {
    for (const { stop } of works.values()) stop.abort();
    process.exit();
  });
// It may have been over before this was loaded.
if (!process.connected) process.exit();
