import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The HTML report's page is made from its sources, so that no test sees an old one.
    globalSetup: ['scripts/build-html-report.mjs'],
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'forks',
  },
});
