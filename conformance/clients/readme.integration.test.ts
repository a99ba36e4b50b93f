import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../spec/corpus.ts';
import { probe } from '../probe/probe.ts';

const readme = await readFile(join(packageRoot, 'README.md'), 'utf8');

/** The text of the fenced blocks of a language, in their order. */
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );

/** The first URL that a reader is asked to fetch. */
const firstUrl = /'(http:\/\/127\.0\.0\.1:9000\/[^']*)'/.exec(readme)?.[1] ?? '';

describe('the two commands', () => {
  test('are the first block', () => {
    expect(blocks('sh')[0]).toBe('npm ci && npm start\n');
    expect(firstUrl).toContain('x-oss-process=image/resize,w_200');
  });

  test('start a server that makes the first URL a picture 200 pixels wide', async () => {
    // A group of its own: npm starts a shell that starts the server.
    const child = spawn('npm', ['start', '--', '--port', '0', '--json'], {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    const ended = once(child, 'close');
    onTestFinished(async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
    });
    let url: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      url = /"ready":true,"url":"([^"]+)"/.exec(line)?.[1];
      if (url !== undefined) break;
    }
    child.stdout.resume();
    const answer = await fetch(firstUrl.replace('http://127.0.0.1:9000', url ?? ''));
    expect(answer.status).toBe(200);
    const picture = probe(new Uint8Array(await answer.arrayBuffer()));
    expect(picture).toMatchObject({ format: 'jpg', width: 200 });
  });
});

describe('the example', () => {
  const [example = ''] = blocks('ts');
  let folder: string;
  beforeAll(async () => {
    // A project that has the built package and vitest among its dependencies.
    folder = await mkdtemp(join(tmpdir(), 'oss-double-readme-'));
    await mkdir(join(folder, 'node_modules'));
    await symlink(packageRoot, join(folder, 'node_modules/oss-double'));
    await symlink(join(packageRoot, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = async (text: string) => {
    await writeFile(join(folder, 'thumbnail.test.ts'), text);
    const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs');
    return new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [vitest, 'run'],
        { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
        (_, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
      );
    });
  };

  test('fails with the words that the README quotes', async () => {
    expect(example).toContain('w_0');
    const { code, output } = await run(example);
    expect(code).toBe(1);
    const words = 'The value: 0 of parameter: w is invalid.';
    expect(readme).toContain(`\`${words}\``);
    expect(output).toContain(`<Message>${words}</Message>`);
  });

  test('passes with a legal width', async () => {
    const { code, output } = await run(example.replace('w_0', 'w_200'));
    expect(output).toContain('1 passed');
    expect(code).toBe(0);
  });
});

test('the flags are those of the command line', async () => {
  const cli = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts'), 'serve', '--help'];
  const { stdout } = await promisify(execFile)(process.execPath, cli);
  const flags = stdout.split('\n').filter((line) => line.startsWith('  --'));
  expect(flags.length).toBeGreaterThan(0);
  expect(blocks('text')[0]).toBe(flags.map((line) => `${line.slice(2)}\n`).join(''));
});

test('the Jest example passes, word for word', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-jest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(packageRoot, join(folder, 'node_modules/oss-double'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'signed.test.js'), blocks('js')[0] ?? '');
  const jest = join(packageRoot, 'node_modules/jest/bin/jest.js');
  // Rejects with what Jest says.
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--experimental-vm-modules', jest, '--rootDir', folder],
    { cwd: folder },
  );
  expect(stderr).toContain('1 passed');
});

describe('the guard', () => {
  const guard = blocks('sh').find((block) => block.startsWith('grep')) ?? '';
  test.each([
    ['w_0', 123],
    ['w_200', 0],
  ])('ends with %s in the sources by %s', async (width, status) => {
    const folder = await mkdtemp(join(tmpdir(), 'oss-double-guard-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, 'src'));
    await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
    // As npm does when it installs.
    await chmod(join(packageRoot, 'dist/emulator/cli.js'), 0o755);
    await symlink(
      join(packageRoot, 'dist/emulator/cli.js'),
      join(folder, 'node_modules/.bin/oss-double'),
    );
    const source = `const a = key + '?x-oss-process=image/resize,${width}/quality,q_80';`;
    await writeFile(join(folder, 'src/thumb.ts'), source);
    const ended = await new Promise((resolve) => {
      execFile('bash', ['-c', guard], { cwd: folder }, (error) => resolve(error?.code ?? 0));
    });
    expect(ended).toBe(status);
  });
});
