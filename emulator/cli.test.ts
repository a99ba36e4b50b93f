import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../spec/corpus.ts';

/** Runs the command line to its end: exit code and what it wrote. */
const run = (...args: readonly string[]) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const program = ['--import', 'tsx', join(packageRoot, 'emulator/cli.ts')];
    const child = execFile(process.execPath, [...program, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });

test.each(['sevre', 'constructor'])('%s is no command', async (name) => {
  const stderr = `oss-double: there is no command '${name}'; try oss-double --help\n`;
  expect(await run(name)).toEqual({ code: 1, stdout: '', stderr });
});
