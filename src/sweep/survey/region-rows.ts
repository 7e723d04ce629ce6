import type { CoverageGap, DeployedVersion, FunctionAlias, SurveyedFunction } from '../../aws/index.js';
import type { FunctionRow, VersionRow } from '../../store/index.js';
import type { Trigger } from '../../model/index.js';

/** What the store keeps of a function beside its versions. */
export interface FunctionFacts {
  readonly triggers: readonly Trigger[];
  readonly aliases: readonly FunctionAlias[];
  /** As its tag says; null where it has none, or tags were not read. */
  readonly owner: string | null;
}

/** What the store keeps of a version: what it was listed with. */
export interface VersionFacts extends DeployedVersion {
  /** ISO date-time, of versions that nothing is known to call: when their policy was read last. */
  readonly policyReadAt: string | null;
}

/** Key of the artifact that a version's code is. */
export function codeKey({ packageType, codeSha256 }: DeployedVersion): string {
  return `${packageType === 'image' ? 'image' : 'function'}:${codeSha256}`;
}

function versionRow(
  version: DeployedVersion,
  reachable: ReadonlySet<string>,
  policiesReadAt: SurveyedFunction['policiesReadAt'],
): VersionRow {
  const facts: VersionFacts = { ...version, policyReadAt: policiesReadAt.get(version.version) ?? null };
  return {
    version: version.version,
    reachable: reachable.has(version.version),
    code: codeKey(version),
    layers: version.layers,
    facts,
  };
}

/** A function as the store keeps it. @param owners by ARN. */
export function functionRow(
  { arn, name, versions, aliases, reachable, triggers, policiesReadAt }: SurveyedFunction,
  owners: ReadonlyMap<string, string>,
): FunctionRow {
  const facts: FunctionFacts = { triggers, aliases, owner: owners.get(arn) ?? null };
  const called = new Set(reachable);
  return {
    arn,
    name,
    facts,
    versions: versions.map((version) => versionRow(version, called, policiesReadAt)),
  };
}

/** Kinds of functions that Lambda's listing of functions does not have, and that are not looked for. */
export function unlistedKinds(account: string, region: string): CoverageGap {
  return {
    account,
    region,
    action: 'lambda:ListFunctions',
    resource: null,
    status: 'unsupported',
    reason: 'Web functions and MicroVMs of Lambda are listed by other services and were not looked for.',
    // True of every region of every account: it is said, and does not make each run incomplete.
    affectsCompleteness: false,
  };
}
