import type { Role } from '../../model/index.js';
import { entriesOf, field, itemsOf } from '../data.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { propertyOf, resourcesOfType, textPropertyOf, type Resource, type Template } from './template.js';

/** `AWSLambdaBasicExecutionRole` of its ARN; a plain name as it is. */
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

/** Names of stand-alone policies that are attached to a role from their own side. */
function attachedPolicies(template: Template, roleId: string): string[] {
  return resourcesOfType(template, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy')
    .filter((policy) => {
      const roles = [...itemsOf(propertyOf(template, policy, 'Roles')), field(policy.properties, 'RoleName')];
      return roles.some((role) => referenceOf(role) === roleId);
    })
    .map((policy) => {
      const named = policy.type === 'AWS::IAM::ManagedPolicy' ? 'ManagedPolicyName' : 'PolicyName';
      return textPropertyOf(template, policy, named) ?? policy.id;
    });
}

function roleOfResource(template: Template, resource: Resource): Role {
  const managed = namesOf(template, propertyOf(template, resource, 'ManagedPolicyArns'), (value) =>
    managedName(template, value),
  );
  const inline = namesOf(template, propertyOf(template, resource, 'Policies'), (value) => {
    return textOf(field(value, 'PolicyName'), template.scope) ?? '(inline)';
  });
  const policies = [...managed, ...inline, ...attachedPolicies(template, resource.id)];
  return { name: textPropertyOf(template, resource, 'RoleName') ?? resource.id, arn: null, policies };
}

function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/**
 * SAM's `Policies`: a name, an ARN, a policy template (`{ S3ReadPolicy: … }`) or a document, or a list of these.
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

/** The role that a function's `Role` names: of the template, or one that exists already. Null when it has none. */
export function roleOf(template: Template, value: unknown): Role | null {
  const role = branchOf(value, template.scope);
  const resource = template.resources.get(referenceOf(role) ?? '');
  if (resource?.type === 'AWS::IAM::Role') return roleOfResource(template, resource);
  const text = textOf(role, template.scope);
  if (text === null) return null;
  return text.startsWith('arn:')
    ? { name: nameOfArn(text), arn: text, policies: [] }
    : { name: text, arn: null, policies: [] };
}
