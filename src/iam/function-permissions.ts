import type {
  Finding,
  FunctionPermissions,
  GrantedPermission,
  OperationAnswer,
  Platform,
  RolePolicy,
  ServerlessFunction,
} from '../model/index.js';
import { excessFindings } from './excess-findings.js';
import { excessOf, excessPermissions, fewRows, type AllNeeds } from './excess.js';
import { neededPermissions, type Need } from './needed-permissions.js';
import { platformNeeds, possiblePlatformActions } from './platform-needs.js';
import type { RoleAccess } from './resource-policy/decide-with-resource.js';
import { lackedPermissions, unreadPolicies } from './resource-policy/lacked-permissions.js';
import { comparedGrants, grantsByResources } from './resource-policy/resource-grants.js';
import { roleFindings } from './role-findings.js';

/** The permissions of a function, and findings about its role. */
export interface PermissionAnswer {
  /** Null if its code was not analysed. */
  readonly permissions: FunctionPermissions | null;
  readonly findings: readonly Finding[];
}

function allBut(patterns: readonly string[], others: readonly string[]): readonly string[] {
  return others.length > 0 ? [`all but ${others.join(', ')}`] : patterns;
}

/** The permissions that a role's policies have, a row for each pattern of actions and resources. */
export function grantedPermissions(policies: readonly RolePolicy[]): readonly GrantedPermission[] {
  const rows = policies
    .filter(({ kind }) => kind !== 'boundary')
    .flatMap(({ name, statements }) =>
      (statements ?? []).flatMap(({ effect, actions, notActions, resources, notResources, conditions }) =>
        allBut(actions, notActions).flatMap((action) =>
          allBut(resources, notResources).map((resource) => ({
            action,
            resource,
            effect,
            policy: name,
            conditions,
          })),
        ),
      ),
    );
  return fewRows(rows);
}

/** Services of which a finding about the role says that it may perform every action. */
function reportedServices(findings: readonly Finding[]): ReadonlySet<string> {
  const broad = findings.filter(
    ({ rule }) => rule === 'role-allows-everything' || rule === 'role-allows-service',
  );
  return new Set(broad.map(({ id }) => id.slice(id.indexOf('#') + 1).split(':', 1)[0] ?? ''));
}

/** A bare artifact may be Lambda's. */
const RUN_BY_LAMBDA: ReadonlySet<Platform> = new Set(['aws-lambda', 'unknown']);

const KNOWN_UNKNOWNS = 'AWS has operations that are newer than the table of actions';

function whyMore({ unresolved }: OperationAnswer, unknown: readonly string[]): readonly string[] {
  return unknown.length === 0 ? unresolved : [...unresolved, `${KNOWN_UNKNOWNS}: ${unknown.join(', ')}`];
}

function allNeeds({ region, account, settings }: ServerlessFunction, operations: OperationAnswer) {
  const place = { region, account };
  const { needed, unknown } = neededPermissions(operations.operations, {
    ...place,
    references: settings?.environmentReferences ?? [],
    plainNames: settings?.plainNames ?? null,
    encrypted: settings?.encrypted ?? [],
  });
  const needs: AllNeeds = {
    code: needed,
    platform: settings ? platformNeeds(settings, place) : [],
    mayNeed: possiblePlatformActions(settings),
  };
  return { needs, unknown };
}

/** What the role and the policies of resources allow, and which needs they do not meet. */
function grantsFor({ role, settings, account }: ServerlessFunction, needs: readonly Need[]) {
  const resources = settings?.resourcePolicies ?? [];
  const policies = role?.policies ?? [];
  const access: RoleAccess = { policies, resources, account };
  return {
    granted: grantedPermissions([...policies, ...grantsByResources(resources)]),
    // Of a role without known policies nothing is concluded.
    lacked: role?.policies ? lackedPermissions(needs, access) : [],
    unreadPolicies: role ? unreadPolicies(needs, access) : [],
  };
}

/** Compares what a function's code and settings need with what its role grants. */
export function permissionsOf(
  fn: ServerlessFunction,
  operations: OperationAnswer | undefined,
): PermissionAnswer {
  const policies = fn.role?.policies ?? [];
  const broad = roleFindings(policies);
  if (operations === undefined || !RUN_BY_LAMBDA.has(fn.platform))
    return { permissions: null, findings: broad };
  const { needs, unknown } = allNeeds(fn, operations);
  const compared = [...policies, ...comparedGrants(fn.settings?.resourcePolicies ?? [])];
  const excess = excessOf(compared, needs);
  const unresolved = whyMore(operations, unknown);
  const atLeast = unresolved.length > 0;
  const reported = reportedServices(broad);
  const roleFunctions = fn.settings?.roleFunctions ?? 1;
  return {
    permissions: {
      needed: needs.code.map(({ pattern: _, ...need }) => need),
      platform: needs.platform,
      ...grantsFor(fn, needs.code),
      excess: excessPermissions(excess),
      excessActions: excess.actions.length,
      atLeast,
      unresolved,
      unknownActions: unknown,
    },
    findings: [...broad, ...excessFindings({ excess, needs, atLeast, reported, roleFunctions }, compared)],
  };
}
