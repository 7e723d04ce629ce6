/** Long chains of operators in generated code are parsed by recursion. */
export const STACK_MEGABYTES = 32;

/** The module that a thread loads, from the build: worker threads cannot start from source, which tests run. */
export const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/workers/worker.js' : '../workers/worker.js',
  import.meta.url,
);

/** Given to a thread at its start. */
export interface ThreadData {
  /** Whether its jobs will likely need the code of an analysis. */
  readonly loadsAnalysis: boolean;
}
