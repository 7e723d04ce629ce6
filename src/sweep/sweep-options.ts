import type { Agent } from 'node:https';
import type { Clock, MemberRole } from '../aws/index.js';
import type { FailLevel } from '../model/index.js';
import type { Policy, VexStatement } from '../policy/index.js';
import type { Expectations } from './judge/read-expected.js';
import type { SweepEvent } from './sweep-events.js';
import type { Sink } from './notify/sinks.js';

/** The scope of a sweep. */
export interface SweepScope {
  /** All accounts of the credentials' organisation. */
  readonly organization: boolean;
  /** These accounts; with none and without `organization` the account of the credentials. */
  readonly accounts: readonly string[];
  /** These regions; if empty, the regions that each account has enabled. */
  readonly regions: readonly string[];
  /** Role to assume in other accounts. */
  readonly role: MemberRole;
}

/** Settings of calls to AWS. */
export interface AwsSettings {
  readonly region: string;
  readonly endpoint: string | null;
  /** Multiplier of the default pace of calls. */
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
  /** Number of artifacts fetched and analysed at once. */
  readonly jobs: number;
  /** Maximum number of artifacts of earlier versions of stowaway to analyse again. */
  readonly reanalyse: number;
  /** Maximum number of policies of published versions to read in a region: the others wait for the next sweep. */
  readonly versionPolicies: number;
  readonly policy: Policy;
  readonly vex: readonly VexStatement[];
  readonly failOn?: FailLevel | undefined;
  /** The expected builds; null without. */
  readonly expected: Expectations | null;
  /** The receivers of new and fixed findings. */
  readonly sinks: readonly Sink[];
  /** Tag with the owner of a function; null: tags are not read. */
  readonly ownerTag: string | null;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SweepProgress) => void;
  readonly onEvent: (event: SweepEvent) => void;
}

export interface SweepProgress {
  readonly stage: 'list' | 'fetch' | 'match' | 'judge';
  readonly done: number;
  /** Null when unknown. */
  readonly of: number | null;
}
