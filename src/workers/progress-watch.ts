/** How often the other thread is looked at, in the time that may pass without a sign of progress. */
const LOOKS = 20;

/** Times that silence after which work is given up although it goes on: code can be written so that following it takes days. */
export const MAX_SILENCES = 30;

/** Why work is given up. */
export type WhyEnded = 'silent' | 'endless';

/** Watches work that another thread does for signs of progress (see files/beat.ts). */
export interface ProgressWatch {
  /** Where the thread counts them. Before it counts the first one, it has not begun. */
  readonly beats: SharedArrayBuffer;
  /** Aborted when the work is given up; its reason is a `WhyEnded`. */
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/**
 * Gives up work that shows no sign of progress for some time, or does not end in thirty times that. Time is a number of looks, not the
 * difference of two readings of a clock: a machine that was asleep gives up nothing.
 * @param maxMillis that may pass without a sign of progress.
 */
export function watchProgress(maxMillis: number): ProgressWatch {
  const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const counter = new Int32Array(beats);
  const ending = new AbortController();
  const giveUp = (why: WhyEnded): void => ending.abort(why);
  let seen = 0;
  let looks = 0;
  let silentLooks = 0;
  const timer = setInterval(() => {
    const count = Atomics.load(counter, 0);
    if (count === 0) return;
    looks += 1;
    silentLooks = count === seen ? silentLooks + 1 : 0;
    seen = count;
    if (silentLooks >= LOOKS) giveUp('silent');
    else if (looks >= LOOKS * MAX_SILENCES) giveUp('endless');
  }, maxMillis / LOOKS);
  timer.unref();
  return { beats, signal: ending.signal, end: () => clearInterval(timer) };
}
