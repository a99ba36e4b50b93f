import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{spec,emulator,conformance,fixtures}/**/*.test.ts'],
    exclude: ['**/*.integration.test.ts', 'dist/**', 'node_modules/**'],
    testTimeout: 30_000,
    // All cores: vitest would keep one for itself, which is half of a small machine.
    maxWorkers: '100%',
    // Nothing is mocked, and no module changes what another finds: loading sharp once a worker saves a quarter of the time.
    isolate: false,
    // No retries: a test that passes the second time has failed the first.
    retry: 0,
  },
});
