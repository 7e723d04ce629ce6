import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Time and chance, so that tests can hold them. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  sleep(millis: number): Promise<void>;
  /** 0–1. */
  random(): number;
}

/** The clock of this machine. A sleep ends early, by an error, when the signal comes. */
export function systemClock(signal?: AbortSignal): Clock {
  // Hundreds of calls wait for their turn at once, each of them listening.
  if (signal) setMaxListeners(0, signal);
  return {
    now: () => performance.now(),
    sleep: (millis) => wait(millis, undefined, signal ? { signal } : {}),
    random: () => Math.random(),
  };
}
