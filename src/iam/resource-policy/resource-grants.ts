import type { ResourcePolicy, ResourceStatement, RolePolicy } from '../../model/index.js';

/** Services whose resources have parts with ARNs of their own: objects, indexes. */
const WITH_PARTS: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/** Patterns of a resource and its parts, for policies that say `*` and mean the resource that they belong to. */
function placesOf(resource: string): readonly string[] {
  return WITH_PARTS.has(resource.split(':', 3)[2] ?? '') ? [resource, `${resource}/*`] : [resource];
}

function boundTo(resource: string, statement: ResourceStatement): ResourceStatement {
  const { resources, notResources, conditions, certain } = statement;
  const places = resources.flatMap((pattern) => (pattern === '*' ? placesOf(resource) : [pattern]));
  const limits = [
    ...(notResources.length > 0 ? [`NotResource ${notResources.join(' ')}`] : []),
    ...(certain ? [] : ['its principal']),
  ];
  return {
    ...statement,
    resources: notResources.length > 0 ? placesOf(resource) : places,
    notResources: [],
    conditions: [...conditions, ...limits],
  };
}

function asRolePolicy(policy: ResourcePolicy, statements: readonly ResourceStatement[]): RolePolicy {
  const bound = statements.map((statement) => boundTo(policy.resource, statement));
  return { name: policy.name, kind: 'inline', arn: null, statements: bound };
}

/**
 * What policies of resources allow a role by themselves, and what they deny it, in the form of its own policies. A statement for the whole
 * account allows nothing by itself.
 */
export function grantsByResources(policies: readonly ResourcePolicy[]): readonly RolePolicy[] {
  return policies.flatMap((policy) => {
    const about = (policy.statements ?? []).filter(({ effect, to }) => effect === 'Deny' || to !== 'account');
    return about.length === 0 || !policy.isOwn ? [] : [asRolePolicy(policy, about)];
  });
}

/** A key whose policy names neither the role nor its account: policies of the role allow nothing on it. */
function isClosedKey({ resource, statements, isOwn }: ResourcePolicy): boolean {
  if (resource.split(':', 3)[2] !== 'kms' || statements === null || !isOwn) return false;
  return statements.every(({ effect }) => effect === 'Deny');
}

const NOTHING: ResourceStatement = {
  effect: 'Deny',
  actions: ['kms:*'],
  notActions: [],
  resources: ['*'],
  notResources: [],
  conditions: [],
  to: 'role',
  certain: true,
};

/**
 * The same, for the comparison with what is needed: what a resource allows to everybody is no excess of the role, and what a key's policy
 * keeps from the role's account is not granted.
 */
export function comparedGrants(policies: readonly ResourcePolicy[]): readonly RolePolicy[] {
  return policies.flatMap((policy) => {
    if (isClosedKey(policy)) return [asRolePolicy(policy, [NOTHING])];
    const about = (policy.statements ?? []).filter(({ effect, to }) => effect === 'Deny' || to === 'role');
    return about.length === 0 || !policy.isOwn ? [] : [asRolePolicy(policy, about)];
  });
}
