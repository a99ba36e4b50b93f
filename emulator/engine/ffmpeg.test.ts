import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';

afterEach(() => vi.unstubAllEnvs());

/** A folder with a program that says this of itself. */
async function givenFolder(says: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'oss-double-path-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'ffmpeg'), `#!/bin/sh\necho '${says}'\n`);
  await chmod(join(folder, 'ffmpeg'), 0o755);
  return folder;
}

describe.skipIf(process.platform === 'win32')('ffmpeg is', () => {
  test('the one that was named', async () => {
    const path = join(await givenFolder('ffmpeg version 7.1-named Copyright'), 'ffmpeg');
    expect(await findFfmpeg(path)).toEqual({ path, version: '7.1-named' });
  });

  test('the first on PATH', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'oss-double-path-'));
    onTestFinished(() => rm(empty, { recursive: true }));
    const folder = await givenFolder('ffmpeg version 6.0 Copyright');
    vi.stubEnv('PATH', [empty, folder].join(':'));
    expect(await findFfmpeg(undefined)).toEqual({ path: join(folder, 'ffmpeg'), version: '6.0' });
  });

  test('the one that npm brought, where PATH has none or something else', async () => {
    vi.stubEnv('PATH', '');
    const brought = await findFfmpeg(undefined);
    vi.stubEnv('PATH', await givenFolder('I am something else'));
    expect(await findFfmpeg(undefined)).toEqual(brought);
    if (brought) expect(brought.path).toContain('node_modules');
  });

  test('nothing that is not there, cannot be run, or says something else', async () => {
    const other = join(await givenFolder('I am something else'), 'ffmpeg');
    await expect(findFfmpeg('/nowhere/ffmpeg')).rejects.toThrow(
      /^--ffmpeg: \/nowhere\/ffmpeg cannot be run: .*ENOENT$/,
    );
    await expect(findFfmpeg(process.execPath)).rejects.toThrow(/^--ffmpeg: .* cannot be run: /);
    await expect(findFfmpeg(other)).rejects.toThrow(/cannot be run: it is no ffmpeg$/);
  });
});
