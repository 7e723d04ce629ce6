import type {
  CoverageGap,
  DeployedVersion,
  FunctionAlias,
  FunctionOperation,
  SurveyedFunction,
} from '../../aws/index.js';
import type { FunctionRow, VersionRow } from '../../store/index.js';
import type { PolledSource, ResourcePolicy, Trigger } from '../../model/index.js';

/** Stored facts of a function, without its versions. */
export interface FunctionFacts {
  readonly triggers: readonly Trigger[];
  readonly polled: readonly PolledSource[];
  /** Where its event sources send events that failed: ARNs. */
  readonly failed: readonly string[];
  /** Where results of asynchronous calls are sent: ARNs; null if that was not read. */
  readonly sentTo: readonly string[] | null;
  readonly operation: FunctionOperation;
  readonly aliases: readonly FunctionAlias[];
  /** Value of its tag; null without one, or where tags were not read. */
  readonly owner: string | null;
}

/** Stored facts of a version, from its listing. */
export interface VersionFacts extends DeployedVersion {
  /** ISO date-time, of versions without a known caller: when their policy was last read. */
  readonly policyReadAt: string | null;
  /** Policies of the resources that it or its role names, as far as they are about the role. */
  readonly resourcePolicies: readonly ResourcePolicy[];
}

/** Key of the artifact that a version's code is. */
export function codeKey({ packageType, codeSha256 }: DeployedVersion): string {
  return `${packageType === 'image' ? 'image' : 'function'}:${codeSha256}`;
}

function versionRow(
  version: DeployedVersion,
  reachable: ReadonlySet<string>,
  { policiesReadAt, resourcePolicies }: Pick<SurveyedFunction, 'policiesReadAt' | 'resourcePolicies'>,
): VersionRow {
  const facts: VersionFacts = {
    ...version,
    policyReadAt: policiesReadAt.get(version.version) ?? null,
    resourcePolicies: resourcePolicies.get(version.version) ?? [],
  };
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
  { arn, name, versions, aliases, reachable, ...listed }: SurveyedFunction,
  owners: ReadonlyMap<string, string>,
): FunctionRow {
  const { triggers, polled, failed, sentTo, operation } = listed;
  const owner = owners.get(arn) ?? null;
  const facts: FunctionFacts = { triggers, polled, failed, sentTo, operation, aliases, owner };
  const called = new Set(reachable);
  return {
    arn,
    name,
    facts,
    versions: versions.map((version) => versionRow(version, called, listed)),
  };
}

/** Kinds of functions that Lambda's listing lacks and that are not searched. */
export function unlistedKinds(account: string, region: string): CoverageGap {
  return {
    account,
    region,
    action: 'lambda:ListFunctions',
    resource: null,
    status: 'unsupported',
    reason: 'Web functions and MicroVMs of Lambda are listed by other services and were not looked for.',
    // It holds for every region of every account: it is reported, and does not make each run incomplete.
    affectsCompleteness: false,
  };
}
