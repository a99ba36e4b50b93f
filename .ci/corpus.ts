/**
 * Sends every process text of a file (JSON lines with `process`, `kind` and `evidence`) to a running emulator, in both editions,
 * encoded as SDKs send it, raw as people write it, and as the body of a POST. Each must get an answer in time that is no failure
 * of the server; NotImplemented is none, whatever its status. What live sites write must be answered with 200, and what the
 * service refused with 400, unless it asks for what the double knows by name only. Usage: tsx .ci/corpus.ts --strings FILE [--list]
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFixture, hasFixture } from '../conformance/fixtures.ts';
import { startChild } from '../conformance/targets/child.ts';
import { find, parseXml } from '../conformance/xml.ts';
import { type Edition, packageRoot, specOf } from '../spec/corpus.ts';
import { awaitedBy, type Line, marksOf, readLines, styleOf, wantedOf } from './corpus-lines.ts';

const patience = 30_000;
const bucket = 'corpus';
/** A source for each domain, the clip as large as people ask for; a 1×1 picture is what the service refused to cut. */
const sources = { photo: 'photo-400x267.jpg', pixel: 'pixel.jpg', clip: 'demo.mp4' };

interface Verdict {
  /** What is counted: `400 InvalidArgument`. */
  readonly answer: string;
  readonly status?: number;
  /** What is wrong with it. */
  readonly problem?: string;
}
interface Init {
  readonly method?: string;
  readonly body?: string;
}
interface Sent {
  readonly line: Line;
  readonly url: string;
  readonly init: Init;
  /** Undefined where only a failure of the server is one. */
  readonly wanted: number | undefined;
}

async function ask(url: string, init: Init = {}): Promise<Verdict> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    const { status } = response;
    const body = Buffer.from(await response.arrayBuffer());
    // In 2019 what was stored is answered with nothing (manual of 2019 §1.9).
    const isEmpty = body.length === 0 && init.body?.includes('|sys/saveas') !== true;
    if (status === 200)
      return { answer: '200', status, ...(isEmpty && { problem: 'an empty body' }) };
    const [code] = find(parseXml(body.toString()), 'Code');
    const answer = `${status} ${code?.text ?? ''}`;
    if (!code) return { answer, status, problem: 'an error without a code' };
    const failed = status >= 500 && code.text !== 'NotImplemented';
    return { answer, status, ...(failed && { problem: body.toString() }) };
  } catch (error) {
    return { answer: 'no answer', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** As it may stand in a request line: what no browser would leave as it is, is encoded. */
const raw = (process: string) => encodeURI(process).replaceAll('#', '%23').replaceAll('&', '%26');

/** The requests of a line; only the first is held against the evidence. */
function requestsOf(line: Line, at: string, edition: Edition): Sent[] {
  const { process, kind } = line;
  const isRefused = wantedOf(line) === 400;
  const source = process.startsWith('video/')
    ? sources.clip
    : isRefused
      ? sources.pixel
      : sources.photo;
  const wanted =
    awaitedBy(line, specOf(edition)) !== undefined || !hasFixture(source)
      ? undefined
      : wantedOf(line);
  const url = `${at}/${source}`;
  if (kind === 'old') return [{ line, url: `${url}${encodeURI(process)}`, init: {}, wanted }];
  const [encoded = '', ...others] = new Set([encodeURIComponent(process), raw(process)]);
  return [
    { line, url: `${url}?x-oss-process=${encoded}`, init: {}, wanted },
    ...others.map((form) => ({
      line,
      url: `${url}?x-oss-process=${form}`,
      init: {},
      wanted: undefined,
    })),
    {
      line,
      url: `${url}?x-oss-process`,
      init: { method: 'POST', body: `x-oss-process=${process}` },
      wanted: undefined,
    },
  ];
}

async function put(url: string, body: Uint8Array): Promise<void> {
  const response = await fetch(url, { method: 'PUT', body });
  if (!response.ok) throw new Error(`PUT ${url}: ${await response.text()}`);
}

/** Puts the sources, and under every key that a line stamps a picture. */
async function prepare(lines: readonly Line[], at: string): Promise<void> {
  for (const name of Object.values(sources)) {
    const bytes = hasFixture(name) ? await findFixture(name, new Map())?.bytes() : undefined;
    if (bytes) await put(`${at}/${name}`, bytes);
  }
  const mark = await readFile(join(packageRoot, 'fixtures/image/grid-100x100.png'));
  for (const key of new Set(lines.flatMap(({ process }) => marksOf(process))))
    if (key !== '' && !key.includes('\uFFFD'))
      await put(`${at}/${key.split('/').map(encodeURIComponent).join('/')}`, mark);
}

/** Sends everything and answers how many failed. */
async function sendAll(
  lines: readonly Line[],
  edition: Edition,
  url: URL,
  list: boolean,
): Promise<number> {
  const at = new URL(bucket, url).href;
  await prepare(lines, at);
  const sent = lines.flatMap((line) => requestsOf(line, at, edition));
  const queue = sent.values();
  const counts = new Map<string, number>();
  const listed: string[] = [];
  let failed = 0;
  const work = async () => {
    for (const { line, url, init, wanted } of queue) {
      const { answer, status, problem } = await ask(url, init);
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
      const isOther = wanted !== undefined && status !== wanted;
      const wrong = problem ?? (isOther ? `${line.evidence} asks for ${wanted}` : undefined);
      if (init.method === undefined) listed.push(`${answer}  ${line.evidence}  ${line.process}`);
      if (wrong === undefined) continue;
      failed += 1;
      console.log(`FAIL ${edition} ${url} ${JSON.stringify(init)}\n     ${answer}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  const healthy = await ask(`${at}/${sources.photo}`);
  if (healthy.answer !== '200') {
    failed += 1;
    console.log(`FAIL ${edition}: afterwards the source itself gets ${healthy.answer}`);
  }
  const waiting = lines.flatMap((line) => awaitedBy(line, specOf(edition)) ?? []);
  console.log(
    `${edition}: ${lines.length} process texts, ${sent.length} requests; ${waiting.length} texts ask for what is not emulated (${[...new Set(waiting)].join(', ')})`,
  );
  for (const [answer, count] of [...counts].sort(([, a], [, b]) => b - a))
    console.log(`  ${String(count).padStart(6)}  ${answer}`);
  if (list) for (const one of [...new Set(listed)].sort()) console.log(`  ${one}`);
  return failed;
}

/** A seed with one bucket that has a style of every name that a line asks for, and takes every form of asking for it. */
async function seed(lines: readonly Line[], folder: string): Promise<void> {
  const names = lines.flatMap(({ process }) => styleOf(process) ?? []);
  const styles = Object.fromEntries(names.map((name) => [name, 'image/resize,w_100']));
  const access = { delimiters: ['!'], host: 'Both', oldGrammar: true };
  const manifest = { buckets: { [bucket]: { acl: 'public-read', styles, access } } };
  await writeFile(join(folder, 'oss-double.yaml'), JSON.stringify(manifest));
}

async function run(edition: Edition, lines: readonly Line[], list: boolean): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-corpus-'));
  await seed(lines, folder);
  const child = await startChild([
    ...['--import', 'tsx', join(packageRoot, 'emulator/cli.ts'), 'serve', '--port', '0', '--json'],
    ...['--auth', 'off', '--edition', edition, '--seed', folder],
  ]);
  try {
    return await sendAll(lines, edition, child.url, list);
  } finally {
    await child.stop();
    await rm(folder, { recursive: true });
  }
}

const options = { strings: { type: 'string' }, list: { type: 'boolean', default: false } } as const;
const { values } = parseArgs({ options });
if (values.strings === undefined)
  throw new Error('usage: tsx .ci/corpus.ts --strings FILE [--list]');
const lines = readLines(await readFile(values.strings, 'utf8'));
let failures = 0;
for (const edition of ['current', '2019-09'] as const)
  failures += await run(edition, lines, values.list);
console.log(`${failures} of them failed`);
process.exitCode = failures > 0 ? 1 : 0;
