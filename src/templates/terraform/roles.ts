import { managedPolicyStatements, statementsOfDocument } from '../../iam/index.js';
import type { Role, RolePolicy } from '../../model/index.js';
import { field, itemsOf, stringOf, stringsOf } from '../data.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

const ROLE = 'aws_iam_role';
const POLICY = 'aws_iam_policy';
/** Attaches a policy to several roles. */
const ATTACHMENT = 'aws_iam_policy_attachment';

export type RoleOf = (resource: TerraformResource) => Role | null;

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** A policy whose document is a text; before the apply the text can be unknown. */
function policyWithText(name: string, text: string | null): RolePolicy {
  return { name, kind: 'inline', arn: null, statements: text === null ? null : statementsOfDocument(text) };
}

/** Managed policies by their ARN, or by the reference of what attaches them. */
interface ManagedPolicies {
  readonly byArn: ReadonlyMap<string, TerraformResource>;
  readonly resources: TerraformResources;
}

function managedResource({ address, values }: TerraformResource): RolePolicy {
  const name = stringOf(field(values, 'name')) ?? address;
  return {
    ...policyWithText(name, stringOf(field(values, 'policy'))),
    kind: 'managed',
    arn: stringOf(field(values, 'arn')),
  };
}

function managedByArn(
  { byArn }: ManagedPolicies,
  arn: string,
  kind: 'managed' | 'boundary' = 'managed',
): RolePolicy {
  const resource = byArn.get(arn);
  if (resource) return { ...managedResource(resource), kind };
  const name = lastPart(arn);
  const statements = arn.includes(':iam::aws:policy/') ? managedPolicyStatements(name) : null;
  return { name, kind, arn, statements };
}

function ownPolicies(role: TerraformResource, managed: ManagedPolicies): RolePolicy[] {
  const inline = itemsOf(field(role.values, 'inline_policy')).map((policy) =>
    policyWithText(stringOf(field(policy, 'name')) ?? '(inline)', stringOf(field(policy, 'policy'))),
  );
  const boundary = textValueOf(role, 'permissions_boundary');
  return [
    ...stringsOf(field(role.values, 'managed_policy_arns')).map((arn) => managedByArn(managed, arn)),
    ...inline,
    ...(boundary === null ? [] : [managedByArn(managed, boundary, 'boundary')]),
  ];
}

/** A policy that a resource of its own gives to a role: inline, or attached by ARN or reference. */
function attachedPolicy(policy: TerraformResource, managed: ManagedPolicies): RolePolicy {
  const arn = textValueOf(policy, 'policy_arn');
  if (arn !== null) return managedByArn(managed, arn);
  const [referred] = managed.resources.referredBy(policy, 'policy_arn', [POLICY]);
  if (referred) return managedResource(referred);
  return policyWithText(textValueOf(policy, 'name') ?? policy.address, textValueOf(policy, 'policy'));
}

/** Roles that a policy of its own names, or refers to before the apply. */
function rolesOf(
  policy: TerraformResource,
  resources: TerraformResources,
  byName: ReadonlyMap<string | null, TerraformResource>,
): readonly TerraformResource[] {
  const path = policy.type === ATTACHMENT ? 'roles' : 'role';
  const names =
    policy.type === ATTACHMENT ? stringsOf(field(policy.values, path)) : [textValueOf(policy, path)];
  const named = names.flatMap((name) => (name === null ? [] : (byName.get(name) ?? [])));
  return [...new Set([...named, ...resources.referredBy(policy, path, [ROLE])])];
}

/** Policies that are resources of their own, by role. */
function attachedPolicies(
  managed: ManagedPolicies,
  rolesByName: ReadonlyMap<string | null, TerraformResource>,
): ReadonlyMap<TerraformResource, readonly RolePolicy[]> {
  const byRole = new Map<TerraformResource, RolePolicy[]>();
  const { resources } = managed;
  const attaching = ['aws_iam_role_policy', 'aws_iam_role_policy_attachment', ATTACHMENT];
  for (const policy of resources.ofType(...attaching)) {
    for (const role of rolesOf(policy, resources, rolesByName)) {
      const policies = byRole.get(role) ?? [];
      policies.push(attachedPolicy(policy, managed));
      byRole.set(role, policies);
    }
  }
  return byRole;
}

function eachNameOnce(policies: readonly RolePolicy[]): RolePolicy[] {
  return [...new Map(policies.map((policy) => [`${policy.kind} ${policy.name}`, policy])).values()];
}

/** Returns a function that gives the role of a function, by ARN or reference; null when there is none. */
export function terraformRoles(resources: TerraformResources): RoleOf {
  const roles = resources.ofType(ROLE);
  const byName = new Map(roles.map((role) => [textValueOf(role, 'name'), role]));
  const byArn = new Map(roles.map((role) => [textValueOf(role, 'arn'), role]));
  const policyArns = resources
    .ofType(POLICY)
    .map((policy) => [textValueOf(policy, 'arn') ?? '', policy] as const);
  const managed = { byArn: new Map(policyArns), resources };
  const attached = attachedPolicies(managed, byName);
  return function roleOf(resource) {
    const arn = textValueOf(resource, 'role');
    const role = arn === null ? resources.referredBy(resource, 'role', [ROLE])[0] : byArn.get(arn);
    if (!role) return { name: arn && lastPart(arn), arn, policies: null };
    const policies = [...ownPolicies(role, managed), ...(attached.get(role) ?? [])];
    return {
      name: textValueOf(role, 'name'),
      arn: arn ?? textValueOf(role, 'arn'),
      policies: eachNameOnce(policies),
    };
  };
}
