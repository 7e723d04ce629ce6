/** How often the signs of progress are looked at, in the time that may pass without one. */
const LOOKS = 20;

/** Watches work that another thread does for signs of progress (see files/beat.ts). */
export interface ProgressWatch {
  /** Where the thread counts them. Before it counts the first one, it has not begun. */
  readonly beats: SharedArrayBuffer;
  /** Aborted after too long a time without a sign. */
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/**
 * The time is counted in looks, not read off a clock: a machine that slept, or is too busy to look, ends nothing.
 * @param maxMillis that may pass without a sign of progress.
 */
export function watchProgress(maxMillis: number): ProgressWatch {
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const counter = new Int32Array(beats);
  const silence = new AbortController();
  let seen = 0;
  let silentLooks = 0;
  const timer = setInterval(() => {
    const count = Atomics.load(counter, 0);
    silentLooks = count === seen && count !== 0 ? silentLooks + 1 : 0;
    seen = count;
    if (silentLooks >= LOOKS) silence.abort();
  }, maxMillis / LOOKS);
  timer.unref();
  return { beats, signal: silence.signal, end: () => clearInterval(timer) };
}
