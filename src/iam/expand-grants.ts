import type { PolicyStatement, RolePolicy } from '../model/index.js';
import { actionsMatching, type ActionFacts } from './action-table.js';
import { coverageOfResource } from './decide-access.js';
import { byHarm } from './harm.js';
import { mayOverlap } from './overlap.js';

/** Actions that one pattern of a statement allows on one pattern of resources. */
export interface Granted {
  readonly policy: string;
  readonly statement: PolicyStatement;
  readonly pattern: string;
  readonly resource: string;
  /** The most harmful first. */
  readonly actions: readonly ActionFacts[];
}

/** What a role's policies allow. */
export interface RoleGrants {
  readonly grants: readonly Granted[];
  /** The known actions that the role may perform on some resource, in spite of denials and boundaries; the most harmful first. */
  readonly allowed: ReadonlySet<ActionFacts>;
}

/** The known actions that all patterns leave out. */
function otherActions(patterns: readonly string[]): readonly ActionFacts[] {
  const named = new Set(patterns.flatMap((pattern) => actionsMatching(pattern)));
  return actionsMatching('*').filter((facts) => !named.has(facts));
}

interface ActionPattern {
  readonly pattern: string;
  readonly actions: readonly ActionFacts[];
}

function patternsOf({ actions, notActions }: PolicyStatement): ActionPattern[] {
  return notActions.length > 0
    ? [{ pattern: `all but ${notActions.join(', ')}`, actions: otherActions(notActions) }]
    : actions.map((pattern) => ({ pattern, actions: actionsMatching(pattern) }));
}

function expandStatement(policy: string, statement: PolicyStatement): Granted[] {
  const { resources, notResources } = statement;
  const places = notResources.length > 0 ? [`all but ${notResources.join(', ')}`] : resources;
  return patternsOf(statement).flatMap(({ pattern, actions }) => {
    const sorted = [...actions].sort(byHarm);
    return places.map((resource) => ({ policy, statement, pattern, resource, actions: sorted }));
  });
}

function statementsOf(policies: readonly RolePolicy[], effect: PolicyStatement['effect']): PolicyStatement[] {
  return policies.flatMap(({ statements }) => (statements ?? []).filter((one) => one.effect === effect));
}

/** Actions that are denied on every resource, without conditions. */
function deniedActions(policies: readonly RolePolicy[]): ReadonlySet<ActionFacts> {
  const denials = statementsOf(policies, 'Deny').filter(
    (one) => one.conditions.length === 0 && coverageOfResource(one, null) === 'yes',
  );
  return new Set(denials.flatMap((one) => patternsOf(one).flatMap(({ actions }) => actions)));
}

/** Whether a statement is about all resources that a pattern means. */
function coversPattern(statement: PolicyStatement, pattern: string): boolean {
  const { notResources } = statement;
  if (notResources.length === 0) return coverageOfResource(statement, pattern) === 'yes';
  return !pattern.startsWith('all but ') && !notResources.some((other) => mayOverlap(other, pattern));
}

/** The actions of a grant that no statement denies, without conditions, on all resources of the grant. */
function withoutDenied(grants: readonly Granted[], policies: readonly RolePolicy[]): readonly Granted[] {
  const denials = statementsOf(policies, 'Deny').filter(({ conditions }) => conditions.length === 0);
  if (denials.length === 0) return grants;
  const expanded = denials.map((one) => ({
    one,
    actions: new Set(patternsOf(one).flatMap(({ actions }) => actions)),
  }));
  return grants.map((grant) => {
    const over = expanded.filter(({ one }) => coversPattern(one, grant.resource));
    if (over.length === 0) return grant;
    return {
      ...grant,
      actions: grant.actions.filter((facts) => !over.some(({ actions }) => actions.has(facts))),
    };
  });
}

/** Returns whether boundaries let an action be allowed. A boundary that was not read lets any. */
function withinBoundaries(boundaries: readonly RolePolicy[]): (facts: ActionFacts) => boolean {
  if (boundaries.length === 0 || boundaries.some(({ statements }) => statements === null)) return () => true;
  const allows = statementsOf(boundaries, 'Allow').flatMap((one) =>
    patternsOf(one).flatMap(({ actions }) => actions),
  );
  const inside = new Set(allows);
  return (facts) => inside.has(facts);
}

function expandPolicies(policies: readonly RolePolicy[]): RoleGrants {
  const granting = policies.filter(({ kind }) => kind !== 'boundary');
  const allowing = granting.flatMap(({ name, statements }) =>
    (statements ?? [])
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => expandStatement(name, statement)),
  );
  const grants = withoutDenied(allowing, policies);
  const denied = deniedActions(policies);
  const isWithin = withinBoundaries(policies.filter(({ kind }) => kind === 'boundary'));
  const all = new Set(grants.flatMap(({ actions }) => actions));
  const allowed = [...all].filter((facts) => !denied.has(facts) && isWithin(facts)).sort(byHarm);
  return { grants, allowed: new Set(allowed) };
}

/** Roles that are kept, because functions that share a role come one after another. */
const MAX_KEPT = 8;
const kept = new Map<string, RoleGrants>();

/** What a role's policies allow, each pattern expanded to known actions. Policies that were not read allow nothing here. */
export function expandGrants(policies: readonly RolePolicy[]): RoleGrants {
  const key = JSON.stringify(policies);
  const grants = kept.get(key) ?? expandPolicies(policies);
  kept.delete(key);
  kept.set(key, grants);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  return grants;
}
