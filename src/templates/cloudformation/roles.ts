import type { Role } from '../../model/index.js';
import { entriesOf, field, itemsOf } from '../data.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { propertyOf, resourcesOfType, textPropertyOf, type Resource, type Template } from './template.js';

/** Name of a managed policy: the last part of its ARN (`AWSLambdaBasicExecutionRole`), or a plain name unchanged. */
function managedName(template: Template, value: unknown): string {
  const text = textOf(value, template.scope);
  return text?.slice(text.lastIndexOf('/') + 1) ?? referenceOf(value) ?? '(unresolved)';
}

function namesOf(template: Template, values: unknown, nameOf: (value: unknown) => string): string[] {
  return itemsOf(values)
    .map((value) => branchOf(value, template.scope))
    .filter((value) => value !== undefined)
    .map(nameOf);
}

/** Names of the policies that refer to a role themselves, by the role's logical id. */
export function attachedPolicies(template: Template): ReadonlyMap<string, readonly string[]> {
  const byRole = new Map<string, string[]>();
  for (const policy of resourcesOfType(
    template,
    'AWS::IAM::Policy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::RolePolicy',
  )) {
    const named = policy.type === 'AWS::IAM::ManagedPolicy' ? 'ManagedPolicyName' : 'PolicyName';
    const name = textPropertyOf(template, policy, named) ?? policy.id;
    const roles = [...itemsOf(propertyOf(template, policy, 'Roles')), field(policy.properties, 'RoleName')];
    for (const role of new Set(roles.map(referenceOf))) {
      if (role === null) continue;
      const names = byRole.get(role) ?? [];
      names.push(name);
      byRole.set(role, names);
    }
  }
  return byRole;
}

function roleOfResource(template: Template, resource: Resource, attached: readonly string[]): Role {
  const managed = namesOf(template, propertyOf(template, resource, 'ManagedPolicyArns'), (value) =>
    managedName(template, value),
  );
  const inline = namesOf(template, propertyOf(template, resource, 'Policies'), (value) => {
    return textOf(field(value, 'PolicyName'), template.scope) ?? '(inline)';
  });
  const policies = [...managed, ...inline, ...attached];
  return { name: textPropertyOf(template, resource, 'RoleName') ?? resource.id, arn: null, policies };
}

function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/**
 * Names of SAM's `Policies`: a name, an ARN, a policy template (`{ S3ReadPolicy: … }`), a document, or a list of these.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function samPoliciesOf(template: Template, value: unknown): string[] {
  const policies = branchOf(value, template.scope);
  if (policies === undefined || policies === null) return [];
  return namesOf(template, Array.isArray(policies) ? policies : [policies], (policy) => {
    if (field(policy, 'Statement') !== undefined) return '(inline)';
    const [name, ...more] = entriesOf(policy).map(([key]) => key);
    const isPolicyTemplate =
      name !== undefined && more.length === 0 && /^[A-Za-z0-9]{1,100}$/.test(name) && name !== 'Ref';
    return isPolicyTemplate ? name : managedName(template, policy);
  });
}

/**
 * The role that a function's `Role` refers to, in the template or outside of it. Null when the function has none.
 * @param attached result of `attachedPolicies`.
 */
export function roleOf(
  template: Template,
  value: unknown,
  attached: ReadonlyMap<string, readonly string[]>,
): Role | null {
  const role = branchOf(value, template.scope);
  const resource = template.resources.get(referenceOf(role) ?? '');
  if (resource?.type === 'AWS::IAM::Role')
    return roleOfResource(template, resource, attached.get(resource.id) ?? []);
  const text = textOf(role, template.scope);
  if (text === null) return null;
  return text.startsWith('arn:')
    ? { name: nameOfArn(text), arn: text, policies: [] }
    : { name: text, arn: null, policies: [] };
}
