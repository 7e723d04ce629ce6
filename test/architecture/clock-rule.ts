/** Budgets are counts (`src/files/limit-table.ts`): the same input gives the same answer on a busy machine. None of the places that may look at a clock decides what is found in code. */
export const CLOCK_RULE = {
  what: 'looks at a clock',
  modules: ['perf_hooks', 'timers', 'timers/promises'],
  globals: ['performance', 'Date.now', 'process.hrtime', 'setTimeout', 'setInterval', 'AbortSignal.timeout'],
  allowed: [
    { path: 'src/workers/progress-watch.ts', reason: 'ends a thread that makes no progress' },
    { path: 'src/workers/tree-thread.ts', reason: "ends npm's resolver" },
    { path: 'src/workers/analysis-cache.ts', reason: 'the age of stored results that are deleted' },
    { path: 'src/action', reason: "waits for GitHub's API" },
    { path: 'src/advisories/feed', reason: 'waits for downloads of advisory data' },
    { path: 'src/aws', reason: 'waits for AWS' },
    { path: 'src/published', reason: 'waits for registries' },
    { path: 'src/locks', reason: 'waits for another process' },
    { path: 'src/store', reason: 'waits for a database' },
    { path: 'src/sweep', reason: 'waits for AWS, and for work' },
    { path: 'src/cli', reason: 'progress, waiting, signals' },
  ],
};
