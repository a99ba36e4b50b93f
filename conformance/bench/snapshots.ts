import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../fixtures/ffmpeg.ts';
import { packageRoot } from '../../spec/corpus.ts';
import type { Pictures } from './pictures.ts';
import { compare, type Row } from './row.ts';
import type { Served } from './served.ts';
import { startStarter } from './starter.ts';
import type { Effort } from './throughput.ts';

const execute = promisify(execFile);

/** 56 s of 960×640 pixels, with a key frame every 4 s. */
const clip = join(packageRoot, 'fixtures/demo/image-demo/demo.mp4');
/** Snapshots of one round: one takes far less than what else happens on a machine. */
const many = 8;

/** Milliseconds of one, of several in a row. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < many; count++) await work();
  return (performance.now() - start) / many;
}

/** An example of the manual (§2.1), and the same without m_fast. */
const fast = 'video/snapshot,t_7000,f_jpg,w_800,h_600,m_fast';
const accurate = 'video/snapshot,t_7000,f_jpg,w_800,h_600';

/** What somebody would write for ffmpeg. */
const byHand = (...seek: readonly string[]): readonly string[] => [
  ...['-v', 'error', ...seek, '-ss', '7', '-i', clip, '-frames:v', '1'],
  ...['-s', '800x600', '-f', 'image2pipe', '-c:v', 'mjpeg', 'pipe:1'],
];

/** The clip eleven times, which is a little more than ten minutes. */
async function lengthen(ffmpeg: string, folder: string): Promise<Uint8Array> {
  const file = join(folder, 'long.mp4');
  const copy = ['-c', 'copy', '-f', 'mp4', file];
  await execute(ffmpeg, ['-v', 'error', '-stream_loop', '10', '-i', clip, ...copy]);
  return readFile(file);
}

/** Milliseconds in the long clip, each a second after a key frame: as much is decoded for the one as for the other. */
const start = 1_000;
const end = 613_000;

/** Snapshots against a bare ffmpeg, and at the end of a long clip against its start; none where there is no ffmpeg. */
export async function measureSnapshots(
  served: Served,
  { folder }: Pictures,
  { rounds, tell }: Effort,
): Promise<readonly Row[]> {
  const ffmpeg = await findFfmpeg();
  if (ffmpeg === undefined) {
    tell('snapshots: skipped, there is no ffmpeg');
    return [];
  }
  await served.put('demo.mp4', await readFile(clip));
  await served.put('long.mp4', await lengthen(ffmpeg, folder));
  await using starter = await startStarter();
  const bare = (args: readonly string[]) => () => starter.run(ffmpeg, args);
  const get = (key: string, process: string) => () => served.get(key, process);
  const contests = [
    {
      what: 'a snapshot against bare ffmpeg',
      ours: get('demo.mp4', accurate),
      against: bare(byHand()),
      atMost: 1.25,
    },
    {
      what: 'a snapshot of a key frame',
      ours: get('demo.mp4', fast),
      against: bare(byHand('-noaccurate_seek')),
      atMost: 1.25,
    },
    {
      what: 'a snapshot at the end of 10 minutes',
      ours: get('long.mp4', `video/snapshot,t_${end}`),
      against: get('long.mp4', `video/snapshot,t_${start}`),
      atMost: 2,
    },
  ].map((contest) => ({ ...contest, took: new Array<number>(), takes: new Array<number>() }));
  for (const { ours, against } of contests) await Promise.all([ours(), against()]);
  for (let round = 0; round < rounds; round++) {
    tell(`snapshots: round ${round + 1} of ${rounds}`);
    for (const { ours, against, took, takes } of contests) {
      took.push(await time(ours));
      takes.push(await time(against));
    }
  }
  return contests.map(({ what, took, takes, atMost }) =>
    compare(what, 'ms', took, takes, { atMost }),
  );
}
