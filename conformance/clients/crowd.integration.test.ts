import { expect, test } from 'vitest';
import { parseXml } from '../xml.ts';
import { jobs } from '../bench/jobs.ts';
import { startNode } from '../bench/lines.ts';
import { drawPictures } from '../bench/pictures.ts';
import { serveArguments } from '../bench/served.ts';
import { readPeak } from '../bench/usage.ts';

/** Mebibytes that a crowd may cost; the README names the same number. */
const bound = 1536;

/** Chains on 12 megapixels, a photograph and an animation: each alone fits, all at once would take 10 GiB. */
const crowd = [
  '4000x3000.jpg image/rotate,90',
  '4000x3000.jpg image/resize,w_2000/rotate,30/resize,w_500',
  '4000x3000.jpg image/crop,w_3000,h_2000,g_center/bright,20/format,png/resize,w_800',
  '4000x3000.jpg image/auto-orient,1/resize,m_pad,w_1000,h_1000,color_FF0000/quality,Q_60',
  '400x267.jpg image/resize,w_1600,limit_0/blur,r_5,s_3',
  '400x267.jpg image/circle,r_100/format,webp',
  '300x200.gif image/resize,w_100',
  '300x200.gif image/info',
];

async function started(...flags: readonly string[]) {
  const program = await startNode([...serveArguments(), ...flags]);
  const url = /"url":"([^"]+)"/.exec(await program.line())?.[1];
  if (url === undefined) throw new Error('the emulator did not tell its URL');
  const bucket = `${url}/crowd`;
  await fetch(bucket, { method: 'PUT' });
  await using pictures = await drawPictures();
  for (const [name, body] of Object.entries(pictures.bytes))
    await fetch(`${bucket}/${name}`, { method: 'PUT', body });
  return {
    pid: program.pid,
    bucket,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

const ask = (bucket: string, text: string) => {
  const [picture, process] = text.split(' ');
  return fetch(`${bucket}/${picture}?x-oss-process=${process}`);
};

test('200 requests of mixed chains at once are all answered, within a bound of memory', async () => {
  await using emulator = await started();
  const asked = Array.from({ length: 200 }, async (_, index) => {
    const response = await ask(emulator.bucket, crowd[index % crowd.length] ?? '');
    await response.arrayBuffer();
    return response.status;
  });
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
  if (process.platform === 'linux') {
    const peak = await readPeak(emulator.pid);
    console.log(`peak memory of 200 mixed chains: ${peak.toFixed(0)} MiB of ${bound}`);
    expect(peak).toBeLessThan(bound);
  }
});

test('who is one too many is told to come slower, and is served when there is room', async () => {
  await using emulator = await started('--max-queue', '2');
  const slow = `${jobs[0]?.picture} image/resize,w_3000,limit_0/blur,r_30,s_20`;
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(emulator.bucket, slow)));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(2);
  const texts = await Promise.all(refused.map((answer) => answer.text()));
  expect(refused[0]?.headers.get('content-type')).toBe('application/xml');
  const told = Object.fromEntries(
    parseXml(texts[0] ?? '').children.map(({ name, text }) => [name, text]),
  );
  expect(told).toMatchObject({
    Code: 'CpuLimitExceeded',
    Message: 'Please reduce your request rate.',
    EC: '0004-00000801',
  });
  expect((await ask(emulator.bucket, '400x267.jpg image/info')).status).toBe(200);
});
