import { createCache } from '../engine/cache.ts';
import { createQueue } from '../engine/concurrency.ts';
import { decode } from '../engine/decode.ts';
import { encode } from '../engine/encode.ts';
import { fromFrames, toFrame } from '../engine/frame.ts';
import { mime } from '../engine/mime.ts';
import { runStep } from '../engine/steps.ts';
import { transcode, transcodes } from '../engine/transcode.ts';
import type { Body, Frame, Picture, Plan, Size, SourceInfo, Step } from '../operation.ts';
import { holds } from './memory.ts';

/** Reads the source of a plan: the one that is run, or a mark's. */
export type Read = (plan: Plan) => Promise<Uint8Array>;

/**
 * sharp works in libuv's threads, four unless the environment says otherwise: more pictures at once would only wait in
 * memory, and fewer were measured to leave cores idle between two turns of the event loop.
 */
const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) || 4;

/** Bytes of pixels in work at once, whoever asks. One picture may need more: 250 megapixels, alone. */
const pixelBytes = 512 * 2 ** 20;

const queue = createQueue(threads, pixelBytes);

/** Marks that were drawn before, by content and chain. */
const drawn = createCache<Frame>(64 * 2 ** 20, ({ data }) => data.length);

/** What each of the step's marks comes to. */
async function marksOf(step: Step, read: Read): Promise<Frame[]> {
  const marks: Frame[] = [];
  if (step.do !== 'paint') return marks;
  for (const plan of step.marks) {
    const draw = async () => firstOf(await render(plan, await read(plan), read, false));
    marks.push(await (plan.key === undefined ? draw() : drawn(plan.key, draw)));
  }
  return marks;
}

function firstOf({ frames: [first] }: Picture): Frame {
  if (!first) throw new Error('A picture has at least one frame.');
  return first;
}

/** Decodes once, then runs the remaining steps in the written order: on every frame if `animated`, else on the first. */
async function render(
  plan: Plan,
  bytes: Uint8Array,
  read: Read,
  animated = plan.encode !== 'source' && plan.encode.animated,
): Promise<Picture> {
  const head = plan.steps.slice(0, plan.joined);
  let picture = await decode(bytes, plan.source, head, { animated });
  for (const step of plan.steps.slice(plan.joined)) {
    const marks = await marksOf(step, read);
    const frames: Frame[] = [];
    for (const frame of picture.frames) frames.push(await runStep(frame, step, marks));
    picture = { ...picture, frames };
  }
  return picture;
}

/**
 * Does what a plan says: decodes once, runs the steps in the written order, encodes once. Waits while as many
 * pictures are in work as there are threads or memory for, and reads the source only then.
 */
export async function run(plan: Plan, read: Read): Promise<Body> {
  const { encode: asked, source } = plan;
  if (asked === 'source') return { type: mime[source.format], bytes: await read(plan) };
  return queue(async () => {
    const bytes = await read(plan);
    return transcodes(plan, asked)
      ? transcode(bytes, plan, asked)
      : encode(await render(plan, bytes, read), asked);
  }, holds(plan));
}

/** Reads the `bytes` of a source of which something is to be told; waits its turn as `run` does. */
export const readInTurn = (read: () => Promise<Uint8Array>, bytes: number): Promise<Uint8Array> =>
  queue(read, bytes);

/** What `Source.show` promises; waits its turn as `run` does. Refuses what `decode` refuses. */
export async function show<T>(
  source: SourceInfo,
  size: Size,
  read: () => Promise<Uint8Array>,
  look: (frame: Frame) => Promise<T>,
): Promise<T> {
  const isWhole = size.width === source.width && size.height === source.height;
  const head: Step[] = isWhole ? [] : [{ do: 'scale', size }];
  return queue(
    async () => {
      const { frames } = await decode(await read(), source, head, { animated: false });
      const [first] = frames;
      const isFlat = first?.channels === 3;
      return look(
        isFlat ? first : await toFrame(fromFrames(frames).flatten({ background: 'white' })),
      );
    },
    size.width * size.height * 4,
  );
}
