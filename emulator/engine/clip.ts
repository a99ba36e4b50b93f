/**
 * The only import of mediabunny. It believes what a file says of itself, so that a crafted one may keep it busy for ever or
 * fill the memory: it runs in clip-thread.ts alone, where both have an end.
 */
import {
  ADTS,
  AppendOnlyStreamTarget,
  CustomSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FLAC,
  Input,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MkvOutputFormat,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  Output,
  type PacketRetrievalOptions,
  QTFF,
  UnsupportedInputFormatError,
  WAVE,
  WEBM,
} from 'mediabunny';
import type { ClipInfo } from '../operation.ts';
import { ClipFault, excerpt, type Moment } from './excerpt.ts';

Logging.level = LogLevel.Silent;

/** An object that is read in pieces; both ends of a range are included. */
export interface Bytes {
  readonly size: number;
  readonly read: (first: number, last: number) => Promise<Uint8Array>;
}

/** Not HLS, whose playlists name further files. Sounds are known, so that they are told from what is no medium at all. */
const formats = [MP4, QTFF, MATROSKA, WEBM, MPEG_TS, WAVE, OGG, FLAC, MP3, ADTS];
/** In bytes: a larger header is no header of a clip. */
const longestRead = 64 * 1024 * 1024;
/** Seconds: a time of the clip that was computed is not exactly the one that was meant. */
const slack = 1e-6;

function openInput({ size, read }: Bytes): Input {
  const source = new CustomSource({
    getSize: () => size,
    // Both are counted from 0; the end is not included.
    read: (start, end) => {
      if (end - start > longestRead) throw new ClipFault('unreadable');
      return read(start, end - 1);
    },
    prefetchProfile: 'fileSystem',
  });
  return new Input({ formats, source });
}

async function trackOf(input: Input): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack();
  if (track) return track;
  const others = await input.getTracks();
  throw new ClipFault(others.length > 0 ? 'no-video-stream' : 'unreadable');
}

/** Whatever else goes wrong is what the clip was written like. */
function faultOf(error: unknown): ClipFault {
  if (error instanceof ClipFault) return error;
  const isUnknown = error instanceof UnsupportedInputFormatError;
  return new ClipFault(isUnknown ? 'not-supported' : 'unreadable', error);
}

const codecs = new Map<string, ClipInfo['codec']>([
  ['avc', 'h264'],
  ['hevc', 'h265'],
]);

/** Seconds of the first frame that is shown: what is before 0 was cut away by an edit. */
const startOf = async (track: InputVideoTrack) => Math.max(0, await track.getFirstTimestamp());

/** To the microsecond, so that sums of seconds are what was meant. */
const milliseconds = (seconds: number) => Math.round(seconds * 1e6) / 1000;

/** What the header of a clip says. Rejects with ClipFault. */
export async function describeClip(bytes: Bytes): Promise<ClipInfo> {
  if (bytes.size === 0) throw new ClipFault('not-supported');
  const input = openInput(bytes);
  try {
    const track = await trackOf(input);
    const codec = await track.getCodec();
    return {
      codec: (codec && codecs.get(codec)) ?? 'other',
      width: await track.getCodedWidth(),
      height: await track.getCodedHeight(),
      turn: await track.getRotation(),
      duration: milliseconds((await track.computeDuration()) - (await startOf(track))),
    };
  } catch (error) {
    throw faultOf(error);
  } finally {
    input.dispose();
  }
}

/** What is decoded for a frame: the packets from `key` to `target`. */
interface Span {
  readonly sink: EncodedPacketSink;
  readonly key: EncodedPacket;
  readonly target: EncodedPacket;
}

async function find(track: InputVideoTrack, { at, fast }: Moment): Promise<Span> {
  const sink = new EncodedPacketSink(track);
  const seconds = (await startOf(track)) + at / 1000 + slack;
  const key = (await sink.getKeyPacket(seconds)) ?? (await sink.getFirstKeyPacket());
  if (!key) throw new ClipFault('unreadable');
  const target = fast ? key : ((await sink.getPacket(seconds, { metadataOnly: true })) ?? key);
  return { sink, key, target: target.timestamp < key.timestamp ? key : target };
}

/**
 * Its packets in the order in which they are decoded. What is shown before the key frame is left out: it belongs to the key
 * frame before, and nothing that is shown later needs it.
 */
async function* packetsOf(
  { sink, key, target }: Span,
  options: PacketRetrievalOptions = {},
): AsyncGenerator<EncodedPacket> {
  let packet: EncodedPacket | null = key;
  while (packet) {
    if (packet.timestamp >= key.timestamp) yield packet;
    if (packet.sequenceNumber === target.sequenceNumber) return;
    packet = await sink.getNextPacket(packet, options);
  }
  throw new ClipFault('unreadable');
}

/** When packets are shown in an excerpt, in seconds, by when they are in the clip. */
async function shownAt(span: Span): Promise<ReadonlyMap<number, number>> {
  const times = new Set<number>();
  for await (const { timestamp } of packetsOf(span, { metadataOnly: true })) times.add(timestamp);
  const sorted = [...times].sort((a, b) => a - b);
  const meant = sorted.indexOf(span.target.timestamp);
  return new Map(sorted.map((time, at) => [time, excerpt.shown + (at - meant) * excerpt.duration]));
}

async function write(
  track: InputVideoTrack,
  span: Span,
  shown: ReadonlyMap<number, number>,
  to: WritableStream<Uint8Array>,
): Promise<void> {
  const codec = await track.getCodec();
  const decoderConfig = await track.getDecoderConfig();
  if (!codec || !decoderConfig) throw new ClipFault('not-supported');
  const output = new Output({
    format: new MkvOutputFormat({ appendOnly: true }),
    target: new AppendOnlyStreamTarget(to),
  });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  await output.start();
  for await (const packet of packetsOf(span)) {
    const timestamp = shown.get(packet.timestamp) ?? 0;
    await source.add(packet.clone({ timestamp, duration: excerpt.duration }), { decoderConfig });
  }
  await output.finalize();
}

/**
 * The part of a clip that is decoded for a frame, as a clip of its own (excerpt.ts): the frame at a moment, the last one of
 * the clip where there is none so late. Rejects with ClipFault.
 */
export async function* cutClip(bytes: Bytes, moment: Moment): AsyncGenerator<Uint8Array> {
  const input = openInput(bytes);
  try {
    const track = await trackOf(input);
    const span = await find(track, moment);
    const shown = await shownAt(span);
    let fail: (error: unknown) => void = () => undefined;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
      start: (controller) => (fail = (error) => controller.error(error)),
    });
    // Ends by itself where nobody reads on: then its stream is broken.
    void write(track, span, shown, writable).catch(fail);
    for await (const chunk of readable) yield chunk;
  } catch (error) {
    throw faultOf(error);
  } finally {
    input.dispose();
  }
}
