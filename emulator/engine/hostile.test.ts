import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const program = fileURLToPath(new URL('text.child.ts', import.meta.url));

interface Told {
  readonly hash: string;
  /** Width, height and area of the ink of each text. */
  readonly shapes: readonly (readonly [number, number, number])[];
  readonly file: string;
  readonly root: string;
}

/** What a process with nothing but these variables drew. */
async function told(environment: Record<string, string>, before = 'nothing'): Promise<Told> {
  const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', program, before], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Told;
}

let folder = '';
let usual: Told;
/** A machine that would draw everything hinted, in black and white, by other rules and with other fonts. */
let hostile: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oss-double-'));
  const cache = join(folder, 'cache');
  await mkdir(cache);
  await chmod(cache, 0o500);
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir>
    <match target="font"><edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintfull</const></edit><edit name="rgba" mode="assign"><const>rgb</const></edit>
    <edit name="antialias" mode="assign"><bool>false</bool></edit></match></fontconfig>`,
  );
  hostile = {
    FONTCONFIG_FILE: file,
    FONTCONFIG_PATH: '/nonexistent',
    FONTCONFIG_SYSROOT: '/nonexistent',
    HOME: '/nonexistent',
    XDG_CACHE_HOME: cache,
    XDG_CONFIG_HOME: '/nonexistent',
    FC_LANG: 'ja',
    LANG: 'ar_EG.UTF-8',
    LC_ALL: 'ar_EG.UTF-8',
    LANGUAGE: 'ja',
    PANGO_LANGUAGE: 'ja:ko',
  };
  usual = await told({});
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

test('a machine with other fonts, settings and languages changes no pixel', async () => {
  const { hash } = await told(hostile);
  expect(hash).toBe(usual.hash);
});

test('what the process starts later finds the variables as they were', async () => {
  expect(await told(hostile)).toMatchObject({
    file: hostile['FONTCONFIG_FILE'],
    root: '/nonexistent',
  });
  expect(usual).toMatchObject({ file: '', root: '' });
});

// Hinting is then the machine's, the faces are not: widths differ by what rounding to pixels makes of it.
test.each(['drawn-before', 'worker'])('%s: the faces are still ours', async (before) => {
  const { FONTCONFIG_SYSROOT: _, ...findable } = hostile;
  const { shapes } = await told(findable, before);
  expect(shapes).toHaveLength(usual.shapes.length);
  for (const [index, [width, height, area]] of shapes.entries()) {
    const [w = 0, h = 0, a = 0] = usual.shapes[index] ?? [];
    expect(Math.abs(width - w)).toBeLessThan(0.04 * w);
    expect(Math.abs(height - h)).toBeLessThan(0.04 * w);
    expect(Math.abs(area - a)).toBeLessThan(0.2 * a);
  }
});
