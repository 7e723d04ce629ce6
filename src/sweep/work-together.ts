/** How all work of a sweep ends when a part of it fails. */
export interface Ending {
  /** Ends all work: an interruption, or `fail`. */
  readonly signal: AbortSignal;
  /** Ends all work for this error. */
  readonly fail: (error: unknown) => void;
}

/** @param signal an interruption from outside. */
export function openEnding(signal: AbortSignal): Ending {
  const failure = new AbortController();
  return {
    signal: AbortSignal.any([signal, failure.signal]),
    fail: (error) => failure.abort(error),
  };
}

/**
 * Waits until all tasks have ended. The first that throws ends the others. Tasks that outlive this call would use
 * what the caller closes, and keep the process alive.
 * @throws the error of the first that throws, or the reason of an interruption.
 */
export async function workTogether(
  tasks: readonly Promise<unknown>[],
  { signal, fail }: Ending,
): Promise<void> {
  await Promise.all(tasks.map((task) => task.catch(fail)));
  signal.throwIfAborted();
}
