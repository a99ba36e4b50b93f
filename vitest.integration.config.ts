import { defineConfig } from 'vitest/config';

/** What needs real clients, child processes or the built package: `npm run test:integration`. */
export default defineConfig({
  test: {
    include: ['{spec,emulator,conformance,fixtures}/**/*.integration.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    retry: 0,
  },
});
