/**
 * Sends every process text of a file (JSON lines with `process`) to a running emulator, in both editions, encoded as SDKs
 * send it, raw as people write it, and as the body of a POST. Each must get an answer in time that is no failure of the
 * server; NotImplemented is none, whatever its status. Usage: tsx .ci/corpus.ts --strings FILE
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from '../conformance/targets/child.ts';
import { find, parseXml } from '../conformance/xml.ts';
import { packageRoot } from '../spec/corpus.ts';

const patience = 30_000;

interface Verdict {
  /** What is counted: `400 InvalidArgument`. */
  readonly answer: string;
  /** What is wrong with it. */
  readonly problem?: string;
}

async function ask(url: string, init: RequestInit = {}): Promise<Verdict> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    const { status } = response;
    const body = Buffer.from(await response.arrayBuffer());
    if (status === 200)
      return body.length > 0 ? { answer: '200' } : { answer: '200', problem: 'an empty body' };
    const [code] = find(parseXml(body.toString()), 'Code');
    const answer = `${status} ${code?.text ?? ''}`;
    if (!code) return { answer, problem: 'an error without a code' };
    const failed = status >= 500 && code.text !== 'NotImplemented';
    return { answer, ...(failed && { problem: body.toString() }) };
  } catch (error) {
    return { answer: 'no answer', problem: error instanceof Error ? error.message : String(error) };
  }
}

async function put(url: string, body?: Uint8Array): Promise<void> {
  const response = await fetch(url, { method: 'PUT', ...(body && { body }) });
  if (!response.ok) throw new Error(`PUT ${url}: ${await response.text()}`);
}

/** As it may stand in a request line: what no browser would leave as it is, is encoded. */
const raw = (process: string) => encodeURI(process).replaceAll('#', '%23').replaceAll('&', '%26');

/** Sends everything to the bucket of a URL and answers how many failed. */
async function sendAll(processes: readonly string[], edition: string, url: URL): Promise<number> {
  const bucket = new URL('corpus', url).href;
  const source = `${bucket}/photo.jpg`;
  await put(bucket);
  await put(source, await readFile(join(packageRoot, 'fixtures/image/photo-400x267.jpg')));

  const sent = processes.flatMap((text) => [
    ...[...new Set([encodeURIComponent(text), raw(text)])].map((form) => ({
      url: `${source}?x-oss-process=${form}`,
      init: {},
    })),
    { url: `${source}?x-oss-process`, init: { method: 'POST', body: `x-oss-process=${text}` } },
  ]);
  const queue = sent.values();
  const counts = new Map<string, number>();
  let failed = 0;
  const work = async () => {
    for (const { url, init } of queue) {
      const { answer, problem } = await ask(url, init);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
      if (problem === undefined) continue;
      failed += 1;
      console.log(`FAIL ${edition} ${url} ${JSON.stringify(init)}\n     ${answer}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  const healthy = await ask(source);
  if (healthy.answer !== '200') {
    failed += 1;
    console.log(`FAIL ${edition}: afterwards the source itself gets ${healthy.answer}`);
  }
  console.log(`${edition}: ${processes.length} process texts, ${sent.length} requests`);
  for (const [answer, count] of [...counts].sort(([, a], [, b]) => b - a))
    console.log(`  ${String(count).padStart(6)}  ${answer}`);
  return failed;
}

async function run(edition: string, processes: readonly string[]): Promise<number> {
  const child = await startChild([
    ...['--import', 'tsx', join(packageRoot, 'emulator/cli.ts'), 'serve', '--port', '0', '--json'],
    ...['--auth', 'off', '--edition', edition],
  ]);
  return sendAll(processes, edition, child.url).finally(() => child.stop());
}

const { values } = parseArgs({ options: { strings: { type: 'string' } } });
if (values.strings === undefined) throw new Error('usage: tsx .ci/corpus.ts --strings FILE');
const lines = (await readFile(values.strings, 'utf8')).split('\n').filter((line) => line !== '');
const processes = new Set(
  lines.map((line) => {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry && 'process' in entry) return String(entry.process);
    throw new Error(`no process in ${line}`);
  }),
);
let failures = 0;
for (const edition of ['current', '2019-09']) failures += await run(edition, [...processes]);
console.log(`${failures} of them failed`);
process.exitCode = failures > 0 ? 1 : 0;
