import { defineConfig } from 'vitest/config';

/** Tests that need a server, a browser or programs of their own, or that take seconds. */
const SLOW = 'test/**/*.slow.test.ts';

/** Tests that measure how processor time grows with the input: `npm run bench:linear`. */
const LINEAR = 'test/**/*.linear.test.ts';

export default defineConfig({
  test: {
    // The HTML report's page is made from its sources, so that no test sees an old one; the grammar is that of the installed package.
    globalSetup: ['scripts/build-html-report.mjs', 'scripts/copy-grammar.mjs'],
    pool: 'forks',
    // Ends a test that hangs, and none that waits for the processor.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        // Files share a process and the modules that one of them loaded: loading takes longer than running.
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [SLOW, LINEAR],
          isolate: false,
          maxWorkers: '100%',
        },
      },
      // After the fast ones: what these start beside themselves needs a processor, too.
      { extends: true, test: { name: 'slow', include: [SLOW], sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'linear',
          include: [LINEAR],
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
