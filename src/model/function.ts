import type { EnvironmentHook } from './environment-hook.js';
import type { Exposure, TriggerAccess } from './exposure.js';
import type { Finding, Suppression } from './finding.js';
import type { AcceptedGap } from './gap.js';
import type { Package } from './package.js';
import type { Declaration, FunctionPermissions, FunctionSettings } from './permissions.js';
import type { Problem } from './problem.js';
import type { RolePolicy } from './role-policy.js';

export type Platform =
  'aws-lambda' | 'vercel' | 'netlify' | 'cloudflare' | 'azure-functions' | 'gcf' | 'unknown';

/** An artifact as one function sees it. */
export interface Mount {
  /** Artifact id (in a report) or artifact key (before the analysis). */
  readonly artifact: string;
  /** Where the runtime puts it: `/var/task`, `/opt`, `/` …; later mounts of one path overwrite earlier ones. */
  readonly path: string;
}

/** An event source that may start the function, from its configuration. */
export interface Trigger {
  /** http, queue, stream, schedule, storage, topic, email, auth, other. */
  readonly type: string;
  /** The words of the configuration, short: `POST /candidates`, `rate(1 hour)`; never a secret. */
  readonly detail: string | null;
  /** Who may cause its events; missing where nothing but its type is known. */
  readonly access?: TriggerAccess;
  /** The setting that says so, in plain words: `anybody may call it: AuthType NONE`. */
  readonly statement?: string;
}

/** The role of a function, as configuration or its account describes it. */
export interface Role {
  readonly name: string | null;
  readonly arn: string | null;
  /** Null if they are not known: the role is defined elsewhere. */
  readonly policies: readonly RolePolicy[] | null;
}

/** A role in a report. */
export interface RoleReport {
  readonly name: string | null;
  readonly arn: string | null;
  /** Names of its policies. */
  readonly policies: readonly string[];
}

/** The deployable unit, as configuration describes it. Unknown facts are null, never guessed silently. */
export interface ServerlessFunction {
  /**
   * ARN without version where known, else the name within the target, wherever that lies. If several targets of a scan
   * have the name, a distinguishing part of the target's path is put before it: `{part}#{name}`.
   */
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  /** nodejs22.x, python3.12 …; null when unknown. */
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly arn: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly role: Role | null;
  readonly triggers: readonly Trigger[];
  /** Environment variable names, sorted; never values. */
  readonly environment: readonly string[];
  /** Those of them that make the runtime load code, judged without keeping their values. */
  readonly environmentHooks: readonly EnvironmentHook[];
  /** Null for a bare artifact, and where the declaring file is inside the artifact. */
  readonly declaredIn: Declaration | null;
  /** Settings that need permissions of AWS; null if they are not known. */
  readonly settings: FunctionSettings | null;
}

/** A package as the function's runtime sees it. */
export interface FunctionPackage {
  readonly artifact: string;
  /** Package id in that artifact. */
  readonly id: string;
  /** Whether its code may be loaded; null when that is not known. */
  readonly reachable: boolean | null;
  /** `start`: it is loaded as the function starts · `call`: only when a function of the code is called. Null unless it is reachable. */
  readonly when: 'start' | 'call' | null;
  /** Files on the way from the handler to it, both included; empty unless it is reachable. */
  readonly via: readonly string[];
  /** `{artifact id}#{package id}` of what is loaded instead, or null. */
  readonly shadowedBy: string | null;
}

export interface FindingReference {
  readonly artifact: string;
  /** Finding id in that artifact. */
  readonly id: string;
  /** The finding's fingerprint with this function's id. */
  readonly fingerprint: string;
  /** Set when it is set aside in this function only. */
  readonly suppression: Suppression | null;
  /** Whether the baseline lacks it in this function; null without a baseline. */
  readonly isNew: boolean | null;
}

/** A function in a report. */
export interface FunctionReport extends Omit<ServerlessFunction, 'role' | 'settings'> {
  readonly role: RoleReport | null;
  /** Who can start it; null if nothing about its triggers is known, as of a bare archive. */
  readonly exposure: Exposure | null;
  /** What it needs of AWS and what its role grants; null if that was not analysed. */
  readonly permissions: FunctionPermissions | null;
  readonly packages: readonly FunctionPackage[];
  /** Packages that its code imports and the platform provides; of unknown version, they never make it incomplete. */
  readonly runtimePackages: readonly Package[];
  readonly findings: readonly (FindingReference | Finding)[];
  readonly problems: readonly Problem[];
  /** Everything it mounts was read and resolved, or the gaps are accepted. */
  readonly complete: boolean;
  /** Why not, in plain words; empty when complete. */
  readonly reasons: readonly string[];
  /** Gaps that a rule accepts: the function stays complete. */
  readonly acceptedGaps: readonly AcceptedGap[];
}
