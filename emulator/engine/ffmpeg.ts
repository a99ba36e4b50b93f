/**
 * The only import of fluent-ffmpeg and of the package that carries a binary. fluent-ffmpeg is archived, and keeps one path for
 * the whole process; a path that cannot be run would end the process, so that it is run once here before.
 */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import type { FfmpegCommand } from 'fluent-ffmpeg';
import type { Frame, Size } from '../operation.ts';
import { ClipFault, excerpt } from './excerpt.ts';

/** A program that was run and called itself ffmpeg. */
export interface Ffmpeg {
  readonly path: string;
  /** As it calls itself: `5.1.9-0+deb12u1`. */
  readonly version: string;
}

const execute = promisify(execFile);

async function ask(path: string): Promise<Ffmpeg> {
  const { stdout } = await execute(path, ['-version'], { timeout: 10_000 });
  const version = /^ffmpeg version (\S+)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error('it is no ffmpeg');
  return { path, version };
}

/** The first of that name in the folders of PATH. */
async function onPath(): Promise<Ffmpeg> {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter((f) => f !== '')) {
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return ask(path);
  }
  throw new Error('PATH has no ffmpeg');
}

/** The binary of the optional package, where it was installed and has one for this machine. */
const packaged = async () => ask((await import('@ffmpeg-installer/ffmpeg')).default.path);

/**
 * The ffmpeg that is named, else the one on PATH, else the one that npm brought; undefined where there is none. Rejects with an
 * Error of one line where the one that is named is none.
 */
export async function findFfmpeg(named: string | undefined): Promise<Ffmpeg | undefined> {
  if (named === undefined)
    return onPath()
      .catch(packaged)
      .catch(() => undefined);
  return ask(resolve(named)).catch((error: unknown) => {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`--ffmpeg: ${named} cannot be run: ${line}`, { cause: error });
  });
}

/** Bytes that one allocation of ffmpeg may have: a frame of the largest size, with room for its borders. */
const mostAtOnce = 256 * 1024 * 1024;

function filterOf({ width, height }: Size): string {
  const { shown, duration } = excerpt;
  return [
    `select=between(t\\,${shown - duration / 2}\\,${shown + duration / 2})`,
    // Else it would be held back until the next one, to be shown at its time.
    'setpts=0',
    // Scaled with its chroma in full, then made RGB: a tenth faster than both at once.
    `scale=${width}:${height}:flags=bicubic+accurate_rnd`,
    'format=yuv444p',
    'scale=flags=bicubic+accurate_rnd+full_chroma_int',
  ].join(',');
}

/** Settles when the process is gone, however it went. */
const ended = (command: FfmpegCommand) =>
  new Promise<void>((resolve, reject) =>
    command.once('end', () => resolve()).once('error', reject),
  );

/** A stream for so many bytes, and the bytes, as soon as the last one is there. They reject where it ends before. */
function collect(length: number): [Writable, Promise<Uint8Array>] {
  const data = Buffer.allocUnsafe(length);
  let filled = 0;
  let end: (error?: ClipFault) => void = () => undefined;
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve(data));
  });
  const stream = new Writable({
    // fluent-ffmpeg would take a closed output for a broken one where the process takes longer than 20 ms to go.
    emitClose: false,
    write: (chunk: Buffer, _, done) => {
      filled += chunk.copy(data, filled);
      if (filled === length) end();
      done();
    },
    final: (done) => {
      end(new ClipFault('unreadable'));
      done();
    },
  });
  return [stream, bytes];
}

/**
 * What is made of the frame that an excerpt is for, scaled, as RGB. ffmpeg is gone when this settles. Rejects with the reason
 * of the signal, with ClipFault where nothing could be decoded, and with what `make` does.
 */
export async function decodeFrame<T>(
  { path }: Ffmpeg,
  input: Readable,
  size: Size,
  signal: AbortSignal,
  make: (frame: Frame) => Promise<T>,
): Promise<T> {
  // Gone since it was found: fluent-ffmpeg would not survive that.
  await access(path, constants.X_OK);
  const { default: fluent } = await import('fluent-ffmpeg');
  signal.throwIfAborted();
  const [output, pixels] = collect(size.width * size.height * 3);
  const command = fluent(input)
    .setFfmpegPath(path)
    .inputOptions(['-v', 'error', '-max_alloc', String(mostAtOnce)])
    // Clips in work share the cores; more threads would cost a short excerpt more than they save.
    .inputOptions(['-threads', '2'])
    // Bytes of users reach one demuxer and two decoders, and no address in them is followed.
    .inputOptions(['-protocol_whitelist', 'pipe', '-f', excerpt.format, '-noautorotate'])
    // Else it would count time from the first frame.
    .outputOptions(['-copyts'])
    // Behind a key frame of an open group it would hold frames back until it is sure of them.
    .inputOptions(['-flags', '+output_corrupt'])
    .outputOptions(['-vf', filterOf(size), '-frames:v', '1', '-an', '-sn'])
    .outputOptions(['-f', 'rawvideo', '-pix_fmt', 'rgb24']);
  const kill = () => command.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  // It may have been told to go before there was a process to kill.
  command.once('start', () => signal.aborted && kill());
  const over = ended(command);
  command.pipe(output, { end: true });
  // Made while the process goes.
  const made = pixels.then((data) => make({ ...size, channels: 3, data }));
  made.catch(() => undefined);
  try {
    await over;
  } catch (error) {
    signal.throwIfAborted();
    throw new ClipFault('unreadable', error);
  } finally {
    signal.removeEventListener('abort', kill);
    input.destroy();
  }
  return made;
}
