import { rolePermissions, type FunctionNeeds, type RolePermissions } from '../../iam/index.js';
import {
  groupBy,
  SEVERITIES,
  type CodePlace,
  type PermissionGrant,
  type ResourcePolicy,
  type RolePolicy,
} from '../../model/index.js';
import type { RoleFinding, RoleUseRow, RoleUses } from '../../store/index.js';
import { settingsOf } from '../judge/stored-function.js';
import type { FunctionFacts, VersionFacts } from '../survey/region-rows.js';

/** What a version of a function needs, for a list. */
export interface UseNeeds {
  /** Each with the first place in its code. */
  readonly needed: readonly (PermissionGrant & { readonly place: CodePlace | null })[];
  /** It may need more than was seen. */
  readonly atLeast: boolean;
  readonly unresolved: readonly string[];
  /** How many actions of its role it does not need itself. */
  readonly excessActions: number;
}

/** A version of a function that has the role. */
export interface RoleUse {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly version: string;
  readonly stale: boolean;
  /** Null if its code was not analysed, or no sweep has judged it since needs are stored. */
  readonly needs: UseNeeds | null;
}

/** Findings of one rule and severity about a role. */
export interface RoleFindingGroup {
  readonly rule: string;
  readonly severity: string;
  /** Of one of them. */
  readonly title: string;
  readonly functions: number;
}

/** A role, with what its functions need, what it grants and the excess. */
export interface RoleAnswer extends Omit<RolePermissions, 'excess' | 'excessActions' | 'worst'> {
  /** ARN. */
  readonly role: string;
  readonly account: string;
  /** How many functions share it. */
  readonly functionCount: number;
  /** Versions that a known caller can reach. */
  readonly functions: readonly RoleUse[];
  /** Published versions that no known caller names: what they need was not analysed. */
  readonly otherVersions: number;
  /** Names of policies that were not read; `all` if none was. */
  readonly unread: readonly string[];
  /** `unread`: it may allow less than its policies. */
  readonly boundary: 'none' | 'read' | 'unread';
  /** The excess is only what was not seen to be used: code of some function was not resolved or not analysed. */
  readonly atLeast: boolean;
  /** Null if the needs of no function are known, or none of its policies was read. */
  readonly excess: RolePermissions['excess'] | null;
  readonly excessActions: number | null;
  readonly worst: RolePermissions['worst'];
  readonly findings: readonly RoleFindingGroup[];
}

function useOf({ arn, name, account, region, version, stale, permissions }: RoleUseRow): RoleUse {
  const place = { arn, name, account, region, version, stale };
  if (permissions === null) return { ...place, needs: null };
  const { needed, atLeast, unresolved, excessActions } = permissions;
  return {
    ...place,
    needs: {
      needed: needed.map(({ action, resource, places }) => ({ action, resource, place: places[0] ?? null })),
      atLeast,
      unresolved,
      excessActions,
    },
  };
}

/** The needs of a function over its versions. */
function needsOf(rows: readonly RoleUseRow[], roleFunctions: number): FunctionNeeds[] {
  const byFunction = groupBy(rows, ({ arn }) => [arn]);
  return [...byFunction.values()].map((versions) => ({
    needed: versions.flatMap(({ permissions }) => permissions?.needed ?? []),
    platform: versions.flatMap(({ permissions }) => permissions?.platform ?? []),
    settings: versions.map(({ versionFacts, functionFacts }) =>
      settingsOf(versionFacts as VersionFacts, functionFacts as FunctionFacts, roleFunctions),
    ),
  }));
}

function isRead({ statements }: RolePolicy): boolean {
  return statements !== null;
}

function unreadPolicies(policies: readonly RolePolicy[] | null): readonly string[] {
  if (policies === null) return ['all'];
  return policies.flatMap((policy) => (policy.kind === 'boundary' || isRead(policy) ? [] : [policy.name]));
}

function boundaryOf(policies: readonly RolePolicy[]): RoleAnswer['boundary'] {
  const boundary = policies.find(({ kind }) => kind === 'boundary');
  if (!boundary) return 'none';
  return isRead(boundary) ? 'read' : 'unread';
}

function findingGroups(findings: readonly RoleFinding[], functions: ReadonlySet<string>): RoleFindingGroup[] {
  const own = findings.filter((finding) => functions.has(finding.function));
  const groups = groupBy(own, ({ rule, severity }) => [`${severity} ${rule}`]);
  const weightOf = ({ severity }: RoleFindingGroup): number =>
    SEVERITIES.findIndex((known) => known === severity);
  return [...groups.values()]
    .map((same) => {
      const [{ rule, severity, title }] = same;
      return { rule, severity, title, functions: new Set(same.map((one) => one.function)).size };
    })
    .sort((a, b) => weightOf(a) - weightOf(b) || b.functions - a.functions);
}

/** The excess, where it is known: of policies and needs that were not read nothing is concluded. */
function excessOf(
  { excess, excessActions, worst }: RolePermissions,
  isKnown: boolean,
): Pick<RoleAnswer, 'excess' | 'excessActions' | 'worst'> {
  return isKnown ? { excess, excessActions, worst } : { excess: null, excessActions: null, worst: [] };
}

function policiesOf(facts: unknown): readonly RolePolicy[] | null {
  return (facts as { readonly policies?: readonly RolePolicy[] } | null)?.policies ?? null;
}

/** Policies of the resources that its functions or the role itself name, each once. */
function resourcePoliciesOf(uses: readonly RoleUseRow[]): readonly ResourcePolicy[] {
  const all = uses.flatMap(({ versionFacts }) => {
    const { resourcePolicies = [] } = versionFacts as Partial<VersionFacts>;
    return resourcePolicies;
  });
  return [...new Map(all.map((one) => [one.resource, one])).values()];
}

/** Whether anything that the role grants was read. A role without policies grants nothing. */
function isAnythingRead(policies: readonly RolePolicy[] | null): boolean {
  if (policies === null) return false;
  const granting = policies.filter(({ kind }) => kind !== 'boundary');
  return granting.length === 0 || granting.some(isRead);
}

/** A role compared with all its functions; null for functions without a known role. */
export function roleAnswer(
  { role, facts, uses }: RoleUses,
  findings: readonly RoleFinding[],
): RoleAnswer | null {
  if (role === null) return null;
  const policies = policiesOf(facts);
  const called = uses.filter(({ reachable }) => reachable);
  const known = called.filter(({ permissions }) => permissions !== null);
  const names = new Set(called.map(({ arn }) => arn));
  const compared = rolePermissions(policies ?? [], needsOf(known, names.size), resourcePoliciesOf(called));
  const { needed, granted, isAdministrator, escalations } = compared;
  return {
    role,
    account: role.split(':')[4] ?? '',
    functionCount: names.size,
    functions: called.map(useOf),
    otherVersions: uses.length - called.length,
    unread: unreadPolicies(policies),
    boundary: boundaryOf(policies ?? []),
    atLeast: known.length < called.length || known.some(({ permissions }) => permissions?.atLeast),
    needed,
    granted,
    ...excessOf(compared, known.length > 0 && isAnythingRead(policies)),
    isAdministrator,
    escalations,
    findings: findingGroups(findings, names),
  };
}

/**
 * How bad the excess of a role is: 6 everything in the account · 5 ways to more permissions · 1 to 4 the harm of its worst action · 0.5 not
 * known · 0 nothing harmful.
 */
export function harmOfRole({ isAdministrator, escalations, excess, unread, worst }: RoleAnswer): number {
  if (isAdministrator) return 6;
  if (escalations.length > 0) return 5;
  const harm = worst[0]?.harm ?? 0;
  const isUnknown = excess === null || unread.length > 0;
  return harm === 0 && isUnknown ? 0.5 : harm;
}

/** The worst first: by the harm of its excess, then by the number of its functions, then by the size of its excess. */
export function compareRoles(a: RoleAnswer, b: RoleAnswer): number {
  return (
    harmOfRole(b) - harmOfRole(a) ||
    b.functionCount - a.functionCount ||
    (b.excessActions ?? 0) - (a.excessActions ?? 0) ||
    (a.role < b.role ? -1 : 1)
  );
}
