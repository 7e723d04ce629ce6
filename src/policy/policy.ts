import type { Gate, GapCode } from '../model/index.js';
import { plainGate } from './fails-gate.js';

/** The fields of every rule that has an owner. */
export interface RuleTerms {
  readonly reason: string;
  readonly owner: string | null;
  /** Last day on which it holds: ISO date, UTC. */
  readonly expires: string | null;
  /** Line in the policy's source. */
  readonly line: number;
}

/**
 * Sets findings aside that match everything it names. Malware needs `sha256`.
 * Package patterns: see package-pattern.ts; globs: see glob.ts.
 */
export interface IgnoreRule extends RuleTerms {
  /** Id of an advisory or a rule, or an alias of it. */
  readonly id: string | null;
  readonly package: string | null;
  /** Glob of a path inside the artifact. */
  readonly path: string | null;
  /** Glob of a function's name or id. */
  readonly function: string | null;
  /** Hex hashes of the artifact, or of all files that the finding rests on; empty: any. */
  readonly sha256: readonly string[];
}

/** Accepts gaps that match everything it names: the answer counts as complete without the gap's content. */
export interface AcceptRule extends RuleTerms {
  /** Any of them. */
  readonly codes: readonly GapCode[];
  readonly account: string | null;
  readonly region: string | null;
  /** Glob of a function's name or id. */
  readonly function: string | null;
  /** Glob of an artifact's path or of a layer's ARN. */
  readonly artifact: string | null;
  /** Glob of a path inside the artifact. */
  readonly path: string | null;
  /** Glob of the gap's message in reports. */
  readonly message: string | null;
}

export interface LicenseRules {
  /** SPDX ids, with globs; null: every licence that is not denied. */
  readonly allow: readonly string[] | null;
  readonly deny: readonly string[];
  /** The verdict on a package without a licence. */
  readonly unknown: 'report' | 'accept';
}

export interface DeniedPackage {
  readonly package: string;
  readonly reason: string | null;
}

export interface PackageRules {
  /** Package patterns; null: every package that is not denied. */
  readonly allow: readonly string[] | null;
  readonly deny: readonly DeniedPackage[];
}

/** The user's requirements and acceptances. */
export interface Policy {
  /** Its file, as messages name it. */
  readonly source: string;
  readonly gate: Gate;
  /** Null: licences are not checked. */
  readonly licenses: LicenseRules | null;
  readonly packages: PackageRules;
  readonly ignore: readonly IgnoreRule[];
  readonly accept: readonly AcceptRule[];
}

/** Nothing set aside, nothing denied. */
export const NO_POLICY: Policy = {
  source: '',
  gate: plainGate(),
  licenses: null,
  packages: { allow: null, deny: [] },
  ignore: [],
  accept: [],
};
