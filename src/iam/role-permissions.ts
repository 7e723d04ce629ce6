import {
  groupBy,
  type ExcessPermission,
  type FunctionSettings,
  type GrantedPermission,
  type NeededPermission,
  type PermissionGrant,
  type PlatformPermission,
  type ResourcePolicy,
  type RolePolicy,
} from '../model/index.js';
import { excessOf, excessPermissions, type AllNeeds, type Excess } from './excess.js';
import { grantedPermissions } from './function-permissions.js';
import { byHarm, harmOf, type Harm } from './harm.js';
import { patternOfNeed } from './needed-permissions.js';
import { possiblePlatformActions } from './platform-needs.js';
import { comparedGrants, grantsByResources } from './resource-policy/resource-grants.js';
import { roleFindings } from './role-findings.js';

/** What one function that has a role needs. */
export interface FunctionNeeds {
  readonly needed: readonly NeededPermission[];
  readonly platform: readonly PlatformPermission[];
  /** Of each of its versions; null if they are not known: what they may need is then no excess. */
  readonly settings: readonly (FunctionSettings | null)[];
}

/** A permission that functions need, and how many of them do. */
export interface SharedNeed extends PermissionGrant {
  readonly functions: number;
}

/** What a role grants, compared with the needs of all functions that have it. */
export interface RolePermissions {
  readonly needed: readonly SharedNeed[];
  readonly granted: readonly GrantedPermission[];
  /** Grants that none of the functions needs, the most harmful first. */
  readonly excess: readonly ExcessPermission[];
  /** How many actions none of them needs on any resource. */
  readonly excessActions: number;
  /** The most harmful actions of the excess, the worst first. */
  readonly worst: readonly { readonly action: string; readonly harm: Harm }[];
  /** It may do everything in the account. */
  readonly isAdministrator: boolean;
  /** What it may do to gain more permissions: a sentence a service. */
  readonly escalations: readonly string[];
}

/** Actions of excess that an answer names. */
const SHOWN_WORST = 5;

function allNeeds(functions: readonly FunctionNeeds[]): AllNeeds {
  return {
    code: functions.flatMap(({ needed }) =>
      needed.map((need) => ({ ...need, pattern: patternOfNeed(need) })),
    ),
    platform: functions.flatMap(({ platform }) => platform),
    mayNeed: new Set(
      functions.flatMap(({ settings }) => settings.flatMap((one) => [...possiblePlatformActions(one)])),
    ),
  };
}

function sharedNeeds(functions: readonly FunctionNeeds[]): SharedNeed[] {
  const needs = functions.flatMap(({ needed, platform }) => {
    const own = [...needed, ...platform].map(({ action, resource }) => ({ action, resource }));
    return [...new Map(own.map((need) => [`${need.action} ${need.resource}`, need])).values()];
  });
  const groups = groupBy(needs, ({ action, resource }) => [`${action} ${resource}`]);
  return [...groups.values()].map((same) => ({ ...same[0], functions: same.length }));
}

function worstActions({ unneeded }: Excess): RolePermissions['worst'] {
  const worst = new Set(unneeded.flatMap(({ actions }) => actions.slice(0, SHOWN_WORST)));
  return [...worst]
    .sort(byHarm)
    .slice(0, SHOWN_WORST)
    .map((facts) => ({ action: facts.action, harm: harmOf(facts) }));
}

/**
 * Compares what a role grants with the needs of all functions that have it. Policies that were not read grant nothing here.
 * @param resources policies of resources, as far as they are about the role.
 */
export function rolePermissions(
  policies: readonly RolePolicy[],
  functions: readonly FunctionNeeds[],
  resources: readonly ResourcePolicy[] = [],
): RolePermissions {
  const excess = excessOf([...policies, ...comparedGrants(resources)], allNeeds(functions));
  const broad = roleFindings(policies);
  const titlesOf = (rule: string): string[] =>
    broad.flatMap((finding) => (finding.rule === rule ? [finding.title] : []));
  return {
    needed: sharedNeeds(functions),
    granted: grantedPermissions([...policies, ...grantsByResources(resources)]),
    excess: excessPermissions(excess),
    excessActions: excess.actions.length,
    worst: worstActions(excess),
    isAdministrator: titlesOf('role-allows-everything').length > 0,
    escalations: titlesOf('role-can-gain-permissions'),
  };
}
