import { defineConfig } from 'vitest/config';

/** The tests of some folders, with modules of their own for each file or not. */
const tests = (folders: string, isolate: boolean) => ({
  extends: true as const,
  test: { name: folders, include: [`${folders}/**/*.test.ts`], isolate },
});

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
    projects: [tests('emulator', false), tests('{spec,conformance,fixtures}', true)],
  },
});
