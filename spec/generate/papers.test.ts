import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../corpus.ts';

const read = (path: string) => readFile(join(packageRoot, path), 'utf8');
const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (paper) => {
  test('names scripts that exist', async () => {
    const commands = (await read(paper)).matchAll(/npm (?:run )?([a-z:]+)(?= -|`|\n| &&|,| {2,})/g);
    const named = [...commands].map(([, name = '']) => name).filter((name) => name !== 'ci');
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names files that exist, from the root or from emulator/', async () => {
    const text = await read(paper);
    const linked = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path = '']) => path);
    const quoted = [...text.matchAll(/`([\w./-]+\.(?:ts|js|yaml|json))`/g)].map(
      ([, path = '']) => path,
    );
    const named = [...linked, ...quoted];
    expect(named.length).toBeGreaterThan(0);
    const places = (path: string) => [path, join('emulator', path)];
    const missing = named.filter((path) =>
      places(path).every((place) => !existsSync(join(packageRoot, place))),
    );
    expect(missing).toEqual([]);
  });
});
