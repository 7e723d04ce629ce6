/** Long chains of operators in generated code are parsed by recursion. */
export const STACK_MEGABYTES = 32;

/** What a thread loads. Tests run from source, where a worker thread cannot start: it is taken from the build. */
export const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/workers/worker.js' : '../workers/worker.js',
  import.meta.url,
);
