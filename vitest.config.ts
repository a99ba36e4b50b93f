import { defineConfig } from 'vitest/config';

/** Some tests, with modules of their own for each file or not. */
const tests = (name: string, isolate: boolean, include: string[], exclude: string[] = []) => ({
  extends: true as const,
  test: { name, include, exclude, isolate },
});

/** fontconfig keeps the fonts of a folder for all of its process, when the folder is gone too. */
const fonts = 'emulator/fonts.test.ts';

export default defineConfig({
  test: {
    exclude: ['**/*.integration.test.ts', 'dist/**', 'node_modules/**'],
    testTimeout: 30_000,
    // All cores: vitest would keep one for itself, which is half of a small machine.
    maxWorkers: '100%',
    // No retries: a test that passes the second time has failed the first.
    retry: 0,
    // Nothing of the emulator is mocked: to load it once a worker saves a fifth of the time. It blocks loaders of libvips for all
    // of its process, by which the others must not be judged.
    projects: [
      tests('emulator', false, ['emulator/**/*.test.ts'], [fonts]),
      tests('alone', true, ['{spec,conformance,fixtures}/**/*.test.ts', fonts]),
    ],
  },
});
