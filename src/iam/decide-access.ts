import { matchesWildcard, type PolicyStatement, type RolePolicy } from '../model/index.js';

/**
 * Whether a role may perform an action, by the policies that were read. `conditional`: only if conditions hold, which are not
 * evaluated here. `unknown`: no policy that was read allows it, but one was not read.
 */
export type Access = 'allowed' | 'conditional' | 'denied' | 'unknown';

export interface AccessQuestion {
  /** `s3:GetObject`, in any case. */
  readonly action: string;
  /** ARN, or null for any one resource. */
  readonly resource: string | null;
}

/** How far a statement covers a question: `perhaps` if that depends on conditions, variables or the resource. */
type Coverage = 'yes' | 'perhaps' | 'no';

/** IAM ignores the case of actions. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function namesAction(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), action));
}

/**
 * A policy variable (`${aws:username}`), which gets its text from each request. `${*}`, `${?}` and `${$}` are no variables: they escape
 * a character.
 */
const VARIABLE = /\$\{(?![*?$]\})[^{}]{1,500}\}/g;

function coverageOfPattern(pattern: string, resource: string | null): Coverage {
  if (pattern === '*') return 'yes';
  if (resource === null) return 'perhaps';
  const open = pattern.replaceAll(VARIABLE, '*');
  if (!matchesWildcard(open, resource)) return 'no';
  return open === pattern ? 'yes' : 'perhaps';
}

function widest(coverages: readonly Coverage[]): Coverage {
  if (coverages.includes('yes')) return 'yes';
  return coverages.includes('perhaps') ? 'perhaps' : 'no';
}

const OPPOSITE: Readonly<Record<Coverage, Coverage>> = { yes: 'no', perhaps: 'perhaps', no: 'yes' };

/** How far a statement covers a resource, whatever its effect and its actions. */
export function coverageOfResource(statement: PolicyStatement, resource: string | null): Coverage {
  const { resources, notResources } = statement;
  if (notResources.length > 0)
    return OPPOSITE[widest(notResources.map((pattern) => coverageOfPattern(pattern, resource)))];
  return widest(resources.map((pattern) => coverageOfPattern(pattern, resource)));
}

/** How far a statement covers a question, whatever its effect. */
export function coverageOf(statement: PolicyStatement, { action, resource }: AccessQuestion): Coverage {
  const { actions, notActions, conditions } = statement;
  const name = action.toLowerCase();
  const isNamed = notActions.length > 0 ? !namesAction(notActions, name) : namesAction(actions, name);
  if (!isNamed) return 'no';
  const coverage = coverageOfResource(statement, resource);
  return coverage === 'yes' && conditions.length > 0 ? 'perhaps' : coverage;
}

/** The decision of some statements alone. A question about any one resource is answered by a statement about some resources. */
function decideBy(statements: readonly PolicyStatement[], question: AccessQuestion): Access {
  const covering = (effect: PolicyStatement['effect']) =>
    statements
      .filter((one) => one.effect === effect)
      .map((one) => ({ one, coverage: coverageOf(one, question) }));
  const denies = widest(covering('Deny').map(({ coverage }) => coverage));
  if (denies === 'yes') return 'denied';
  const allows = covering('Allow').map(({ one, coverage }) =>
    coverage === 'perhaps' && question.resource === null && one.conditions.length === 0 ? 'yes' : coverage,
  );
  const allowed = widest(allows);
  if (allowed === 'no') return 'denied';
  return allowed === 'yes' && denies === 'no' ? 'allowed' : 'conditional';
}

function statementsOf(policies: readonly RolePolicy[]): readonly PolicyStatement[] {
  return policies.flatMap(({ statements }) => statements ?? []);
}

/** The stricter of two decisions. */
function stricter(left: Access, right: Access): Access {
  const order: readonly Access[] = ['denied', 'unknown', 'conditional', 'allowed'];
  return order[Math.min(order.indexOf(left), order.indexOf(right))] ?? 'unknown';
}

function decideByPolicies(policies: readonly RolePolicy[], question: AccessQuestion): Access {
  const access = decideBy(statementsOf(policies), question);
  if (access !== 'denied' || policies.every(({ statements }) => statements !== null)) return access;
  const isRefused = statementsOf(policies).some(
    (one) => one.effect === 'Deny' && coverageOf(one, question) === 'yes',
  );
  return isRefused ? 'denied' : 'unknown';
}

/**
 * Whether a role's policies and its boundary allow an action. Resource policies, organisation policies and session policies are
 * not part of the answer.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decideAccess(policies: readonly RolePolicy[], question: AccessQuestion): Access {
  const boundaries = policies.filter(({ kind }) => kind === 'boundary');
  const granting = decideByPolicies(
    policies.filter(({ kind }) => kind !== 'boundary'),
    question,
  );
  return boundaries.length === 0 ? granting : stricter(granting, decideByPolicies(boundaries, question));
}
