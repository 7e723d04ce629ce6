import type { WantedRow } from './wanted-rows.js';

/** An artifact that a worker has taken, until its lease runs out. */
export interface Lease {
  readonly id: string;
  readonly run: number;
  readonly row: WantedRow;
  /** 1 for the first time. */
  readonly attempt: number;
  readonly leaseSeconds: number;
}

/** Outcomes of the artifacts of a run. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly done: number;
  /** Tried too often. */
  readonly setAside: number;
}

/** Why an artifact could not be had. */
export interface Failure {
  /** The step that failed: an action of IAM, `download`, `analyse`. */
  readonly action: string;
  readonly reason: string;
}

export interface SetAside extends Failure {
  readonly row: WantedRow;
  readonly attempts: number;
}

/** A worker's result for a finished artifact; numbers are added up over a run. */
export interface Done {
  readonly bytes: number;
  /** Calls of AWS since the worker's previous result, by action. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Results of all finished work of a run. */
export interface QueueTotals extends Done {
  readonly done: number;
  /** Of these, analysed by an earlier version of stowaway before. */
  readonly again: number;
}
