import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';
import { type FakeService, fakeService } from './targets/fake-service.contract.ts';
import { find, parseXml } from './xml.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
const cli = (...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const program = ['--import', 'tsx', join(packageRoot, 'conformance', 'cli.ts'), ...args];
    execFile(process.execPath, program, { cwd: packageRoot }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

let folder: string;
let service: FakeService;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suite-'));
  // Answers every request with a picture of one pixel, whatever was asked.
  const body = readFileSync(join(packageRoot, 'fixtures', 'image', 'pixel.png'));
  service = await fakeService(() => ({ headers: { 'content-type': 'image/png' }, body }));
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

describe('oss-conformance', () => {
  it('lists', async () => {
    const { code, out } = await cli('list', '--only', 'resize/bounds', '--edition', 'current');
    expect(code).toBe(0);
    expect(out).toMatch(/^resize\/bounds\[w,0\]\tcurrent\tdocumented$/m);
    expect(out).not.toMatch(/2019-09|^crop/m);
  });

  it('ends well when nobody reads on', async () => {
    const program = ['--import', 'tsx', join(packageRoot, 'conformance', 'cli.ts'), 'list'];
    const child = spawn(process.execPath, program, {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('fails an endpoint that answers anything with a picture, and reports it', async () => {
    const flags = [
      '--endpoint',
      service.url.origin,
      '--bucket',
      'b',
      '--report',
      'pretty,junit,json,html',
      '--out',
      folder,
    ];
    const { code, out } = await cli('run', ...flags, '--only', 'resize/bounds');
    expect(code).toBe(1);
    expect(out).toContain('FAIL resize/bounds[w,0] (current)');
    expect(out).toContain(
      `again     npm run suite -- --endpoint '${service.url.origin}' --bucket 'b'`,
    );
    expect(out).not.toContain('2019-09)');
    const junit = parseXml(readFileSync(join(folder, 'junit.xml'), 'utf8'));
    expect(find(junit, 'testsuite.testcase.failure').length).toBeGreaterThan(10);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toContain('"verdict": "fail"');
    const page = readFileSync(join(folder, 'contact-sheet.html'), 'utf8');
    const pictures = [...page.matchAll(/<img src="(pictures\/[^"]+)"/g)].map(([, file]) => file!);
    expect(pictures.length).toBeGreaterThan(10);
    for (const file of new Set(pictures))
      expect(readFileSync(join(folder, file)).length).toBeGreaterThan(0);
  });

  it.each([
    [['run', '--endpoint', 'http://127.0.0.1:1', '--bucket', 'b'], /ECONNREFUSED/],
    [['run', '--nonsense'], /nonsense/],
    [['dance'], /there is no command dance/],
  ])('ends with 2 and one line for %j', async (args, message) => {
    const { code, err } = await cli(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });
});
