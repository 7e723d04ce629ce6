import type { Agent } from 'node:https';
import type { Clock, MemberRole } from '../aws/index.js';
import type { FailLevel } from '../model/index.js';
import type { Policy, VexStatement } from '../policy/index.js';
import type { Expectations } from './judge/read-expected.js';
import type { SweepEvent } from './sweep-events.js';
import type { Sink } from './notify/sinks.js';

/** Where a sweep looks. */
export interface SweepScope {
  /** All accounts of the organisation that the credentials are of. */
  readonly organization: boolean;
  /** These accounts; with none and without `organization` the account of the credentials. */
  readonly accounts: readonly string[];
  /** These regions; with none those that each account has enabled. */
  readonly regions: readonly string[];
  /** Role that other accounts are entered by. */
  readonly role: MemberRole;
}

/** How AWS is called. */
export interface AwsSettings {
  readonly region: string;
  readonly endpoint: string | null;
  /** What the default pace of calls is multiplied by. */
  readonly paceFactor: number;
  readonly clock: Clock;
  /** How encrypted connections are made; without: directly. */
  readonly agent?: Agent;
}

export interface SweepOptions {
  readonly scope: SweepScope;
  readonly aws: AwsSettings;
  /** A folder, or `postgres://…`. */
  readonly store: string;
  /** Folder of the advisory database; null: only the starter. */
  readonly db: string | null;
  readonly maxDataAgeDays: number;
  /** Artifacts fetched and analysed at once. */
  readonly jobs: number;
  /** Artifacts at most that an earlier version of stowaway analysed and that this sweep analyses again. */
  readonly reanalyse: number;
  /** Policies of published versions at most that a sweep reads in a region: the others wait for the next one. */
  readonly versionPolicies: number;
  readonly policy: Policy;
  readonly vex: readonly VexStatement[];
  readonly failOn?: FailLevel | undefined;
  /** What was built; null: nobody says. */
  readonly expected: Expectations | null;
  /** Who is told what is new and fixed. */
  readonly sinks: readonly Sink[];
  /** Tag that says whose a function is; null: tags are not read. */
  readonly ownerTag: string | null;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SweepProgress) => void;
  readonly onEvent: (event: SweepEvent) => void;
}

export interface SweepProgress {
  readonly stage: 'list' | 'fetch' | 'match' | 'judge';
  readonly done: number;
  /** Null where nobody knows. */
  readonly of: number | null;
}
