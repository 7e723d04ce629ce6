import { escapeJson, escapeTerminal } from '../../reporters/index.js';
import type { SweepEvent, SweepProgress } from '../../sweep/index.js';

/** A sweep's log, on standard error. */
export interface SweepLog {
  readonly progress: (progress: SweepProgress) => void;
  readonly event: (event: SweepEvent) => void;
}

export interface LogOptions {
  /** `text`: a line now and then · `json`: everything, an object a line · `none`. */
  readonly format: 'text' | 'json' | 'none';
  readonly write: (line: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

const LINE_MILLIS = 2000;
/** Before that an estimate is a guess. */
const ESTIMATE_MILLIS = 5000;
const STAGES = { list: 'Listed regions', fetch: 'Artifacts', match: 'Matched', judge: 'Functions' };

/** Seconds that a stage still needs at its pace so far; null when unknown. */
function estimator(now: () => number): (progress: SweepProgress) => number | null {
  let stage = '';
  let first = { at: 0, done: 0 };
  return (progress) => {
    if (progress.stage !== stage) {
      stage = progress.stage;
      first = { at: now(), done: progress.done };
    }
    const elapsed = now() - first.at;
    const made = progress.done - first.done;
    if (progress.of === null || made <= 0 || elapsed < ESTIMATE_MILLIS) return null;
    return Math.ceil(((progress.of - progress.done) * elapsed) / made / 1000);
  };
}

function durationWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function progressLine({ stage, done, of }: SweepProgress, secondsLeft: number | null): string {
  const left = secondsLeft === null || done === of ? '' : `, about ${durationWords(secondsLeft)} left`;
  return `${STAGES[stage]}: ${done}${of === null ? '' : ` of ${of}`}${left}`;
}

/** The line of an event that a user needs at once; null for others, which are in the report. */
function eventLine(event: SweepEvent): string | null {
  if (event.event === 'artifact') {
    const { outcome, reason, artifact, attempt } = event;
    return outcome === 'again' ? `Attempt ${attempt} of ${artifact} failed: ${reason ?? ''}` : null;
  }
  if (event.event === 'finished') {
    const { run, complete, open, new: fresh } = event;
    return `Sweep ${run} is ${complete ? 'complete' : 'incomplete'}: ${fresh} new, ${open} open`;
  }
  return event.event === 'waiting' ? 'Waiting for work' : 'Stopping: work that has begun is finished first';
}

/** Opens the log of a sweep. */
export function openSweepLog({ format, write, now }: LogOptions): SweepLog {
  const secondsLeft = estimator(now);
  let last = -Infinity;
  const writeJson = (entry: object) =>
    write(escapeJson(JSON.stringify({ time: new Date().toISOString(), ...entry })));
  return {
    progress(progress) {
      const left = secondsLeft(progress);
      if (format === 'none' || (progress.done !== progress.of && now() - last < LINE_MILLIS)) return;
      last = now();
      if (format === 'json') writeJson({ event: 'progress', ...progress, secondsLeft: left });
      else write(escapeTerminal(progressLine(progress, left)));
    },
    event(event) {
      if (format === 'json') writeJson(event);
      const line = format === 'text' ? eventLine(event) : null;
      if (line !== null) write(escapeTerminal(line));
    },
  };
}
