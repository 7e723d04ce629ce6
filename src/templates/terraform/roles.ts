import type { Role } from '../../model/index.js';
import { field, itemsOf, stringOf, stringsOf } from '../data.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

const ROLE = 'aws_iam_role';

export type RoleOf = (resource: TerraformResource) => Role | null;

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function ownPolicies(role: TerraformResource): string[] {
  const inline = itemsOf(field(role.values, 'inline_policy')).map(
    (policy) => stringOf(field(policy, 'name')) ?? '',
  );
  return [...stringsOf(field(role.values, 'managed_policy_arns')), ...inline];
}

/** Names of policies that are resources of their own, by role. They have the role's name, or refer to the role before the apply. */
function attachedPolicies(
  resources: TerraformResources,
  rolesByName: ReadonlyMap<string | null, TerraformResource>,
): ReadonlyMap<TerraformResource, readonly string[]> {
  const byRole = new Map<TerraformResource, string[]>();
  for (const policy of resources.ofType('aws_iam_role_policy', 'aws_iam_role_policy_attachment')) {
    const name = textValueOf(policy, 'role');
    const [referred] = resources.referredBy(policy, 'role', [ROLE]);
    const role = name === null ? referred : rolesByName.get(name);
    if (!role) continue;
    const policies = byRole.get(role) ?? [];
    policies.push(textValueOf(policy, 'policy_arn') ?? textValueOf(policy, 'name') ?? policy.address);
    byRole.set(role, policies);
  }
  return byRole;
}

/** Returns a function that gives the role of a function, by ARN or reference; null when there is none. */
export function terraformRoles(resources: TerraformResources): RoleOf {
  const roles = resources.ofType(ROLE);
  const byName = new Map(roles.map((role) => [textValueOf(role, 'name'), role]));
  const byArn = new Map(roles.map((role) => [textValueOf(role, 'arn'), role]));
  const attached = attachedPolicies(resources, byName);
  return function roleOf(resource) {
    const arn = textValueOf(resource, 'role');
    const role = arn === null ? resources.referredBy(resource, 'role', [ROLE])[0] : byArn.get(arn);
    if (!role) return arn === null ? null : { name: lastPart(arn), arn, policies: [] };
    const policies = [...ownPolicies(role), ...(attached.get(role) ?? [])].filter(Boolean);
    return {
      name: textValueOf(role, 'name'),
      arn: arn ?? textValueOf(role, 'arn'),
      policies: [...new Set(policies)].map((name) => (name.startsWith('arn:') ? lastPart(name) : name)),
    };
  };
}
