import { managedPolicyStatements, samPolicyTemplate } from '../../iam/index.js';
import type { Role, RolePolicy } from '../../model/index.js';
import { entriesOf, field, itemsOf } from '../data.js';
import { branchOf, referenceOf, textOf, type Scope } from './intrinsics.js';
import { documentStatements, statementsInTemplate } from './policy-document.js';
import { propertyOf, resourcesOfType, textPropertyOf, type Resource, type Template } from './template.js';

/** AWS's own policies have no account in their ARN. Their name may stand without the ARN where a list takes names. */
function isManagedByAws(text: string): boolean {
  return !text.startsWith('arn:') || /^arn:[a-z-]{1,20}:iam::aws:policy\//.test(text);
}

/** A managed policy that a value names by ARN, name or reference. */
function managedPolicy(
  template: Template,
  value: unknown,
  kind: 'managed' | 'boundary' = 'managed',
): RolePolicy {
  const resource = template.resources.get(referenceOf(value) ?? '');
  if (resource?.type === 'AWS::IAM::ManagedPolicy') return { ...policyResource(template, resource), kind };
  const text = textOf(value, template.scope);
  if (text === null) return { name: referenceOf(value) ?? '(unresolved)', kind, arn: null, statements: null };
  const name = text.slice(text.lastIndexOf('/') + 1);
  const arn = text.startsWith('arn:') ? text : null;
  return { name, kind, arn, statements: isManagedByAws(text) ? managedPolicyStatements(name) : null };
}

function inlinePolicy({ scope }: Template, value: unknown): RolePolicy {
  const name = textOf(field(value, 'PolicyName'), scope) ?? '(inline)';
  return {
    name,
    kind: 'inline',
    arn: null,
    statements: documentStatements(field(value, 'PolicyDocument'), scope),
  };
}

function branchesOf({ scope }: Template, values: unknown): unknown[] {
  return itemsOf(values)
    .map((value) => branchOf(value, scope))
    .filter((value) => value !== undefined);
}

/** A policy that is a resource of its own. */
function policyResource(template: Template, policy: Resource): RolePolicy {
  const isManaged = policy.type === 'AWS::IAM::ManagedPolicy';
  return {
    name: textPropertyOf(template, policy, isManaged ? 'ManagedPolicyName' : 'PolicyName') ?? policy.id,
    kind: isManaged ? 'managed' : 'inline',
    arn: null,
    statements: documentStatements(propertyOf(template, policy, 'PolicyDocument'), template.scope),
  };
}

/** The policies that refer to a role themselves, by the role's logical id. */
export function attachedPolicies(template: Template): ReadonlyMap<string, readonly RolePolicy[]> {
  const byRole = new Map<string, RolePolicy[]>();
  for (const policy of resourcesOfType(
    template,
    'AWS::IAM::Policy',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::RolePolicy',
  )) {
    const roles = [...itemsOf(propertyOf(template, policy, 'Roles')), field(policy.properties, 'RoleName')];
    for (const role of new Set(roles.map(referenceOf))) {
      if (role === null) continue;
      const policies = byRole.get(role) ?? [];
      policies.push(policyResource(template, policy));
      byRole.set(role, policies);
    }
  }
  return byRole;
}

function boundaryOf(template: Template, value: unknown): RolePolicy[] {
  return value === undefined ? [] : [managedPolicy(template, value, 'boundary')];
}

function roleOfResource(template: Template, resource: Resource, attached: readonly RolePolicy[]): Role {
  const managed = branchesOf(template, propertyOf(template, resource, 'ManagedPolicyArns'));
  const inline = branchesOf(template, propertyOf(template, resource, 'Policies'));
  const policies = [
    ...managed.map((value) => managedPolicy(template, value)),
    ...inline.map((value) => inlinePolicy(template, value)),
    ...attached,
    ...boundaryOf(template, propertyOf(template, resource, 'PermissionsBoundary')),
  ];
  return { name: textPropertyOf(template, resource, 'RoleName') ?? resource.id, arn: null, policies };
}

function nameOfArn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The statements of a policy template of SAM, with its parameters as the function gives them. */
function samTemplatePolicy({ scope }: Template, name: string, parameters: unknown): RolePolicy {
  const open: Scope = { ...scope, placeholders: true };
  const given = entriesOf(parameters).flatMap(([key, value]) => {
    const text = textOf(value, open);
    return text === null ? [] : [[key, text] as const];
  });
  const inner = { ...scope, parameters: new Map([...scope.parameters, ...given]) };
  const template = samPolicyTemplate(name);
  const statements = template === undefined ? null : statementsInTemplate(template, inner);
  return { name, kind: 'inline', arn: null, statements };
}

function samPolicy(template: Template, policy: unknown): RolePolicy {
  if (field(policy, 'Statement') !== undefined)
    return {
      name: '(inline)',
      kind: 'inline',
      arn: null,
      statements: documentStatements(policy, template.scope),
    };
  const [entry, ...more] = entriesOf(policy);
  const isPolicyTemplate =
    entry !== undefined && more.length === 0 && /^[A-Za-z0-9]{1,100}$/.test(entry[0]) && entry[0] !== 'Ref';
  return isPolicyTemplate ? samTemplatePolicy(template, entry[0], entry[1]) : managedPolicy(template, policy);
}

/**
 * SAM's `Policies`: a name, an ARN, a policy template (`{ S3ReadPolicy: … }`), a document, or a list of these.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
function samPoliciesOf(template: Template, value: unknown): RolePolicy[] {
  const policies = branchOf(value, template.scope);
  if (policies === undefined || policies === null) return [];
  return branchesOf(template, Array.isArray(policies) ? policies : [policies]).map((policy) =>
    samPolicy(template, policy),
  );
}

/** Policies that SAM adds for event sources that a function polls. */
const POLLED: ReadonlyMap<string, string> = new Map([
  ['SQS', 'AWSLambdaSQSQueueExecutionRole'],
  ['DynamoDB', 'AWSLambdaDynamoDBExecutionRole'],
  ['Kinesis', 'AWSLambdaKinesisExecutionRole'],
  ['MSK', 'AWSLambdaMSKExecutionRole'],
  // SAM writes these two as inline policies of its own.
  ['MQ', 'SAM policy for Amazon MQ'],
  ['SelfManagedKafka', 'SAM policy for Kafka'],
]);

/** Names of the policies that SAM adds for logs, tracing, networks and polled events. */
function addedPolicies(template: Template, resource: Resource): string[] {
  const property = (name: string) => propertyOf(template, resource, name);
  const types = entriesOf(property('Events')).map(([, event]) =>
    textOf(field(event, 'Type'), template.scope),
  );
  return [
    'AWSLambdaBasicExecutionRole',
    ...(textOf(property('Tracing'), template.scope) === 'Active' ? ['AWSXrayWriteOnlyAccess'] : []),
    ...(property('VpcConfig') === undefined ? [] : ['AWSLambdaVPCAccessExecutionRole']),
    ...new Set(types.flatMap((type) => POLLED.get(type ?? '') ?? [])),
  ];
}

/** The role that SAM makes for a function without one, with the policies that SAM adds. */
export function samRole(template: Template, resource: Resource): Role {
  const property = (name: string) => propertyOf(template, resource, name);
  const own = samPoliciesOf(template, property('Policies'));
  const added = addedPolicies(template, resource).filter((one) => own.every(({ name }) => name !== one));
  const policies = [
    ...own,
    ...added.map((name) => managedPolicy(template, name)),
    ...boundaryOf(template, property('PermissionsBoundary')),
  ];
  return { name: null, arn: null, policies };
}

/**
 * The role that a function's `Role` refers to, in the template or outside of it. Null when the function has none.
 * @param attached result of `attachedPolicies`.
 */
export function roleOf(
  template: Template,
  value: unknown,
  attached: ReadonlyMap<string, readonly RolePolicy[]>,
): Role | null {
  const role = branchOf(value, template.scope);
  const resource = template.resources.get(referenceOf(role) ?? '');
  if (resource?.type === 'AWS::IAM::Role')
    return roleOfResource(template, resource, attached.get(resource.id) ?? []);
  if (role === undefined) return null;
  // A parameter, or an output of another stack: only the deployment knows the role.
  const text = textOf(role, template.scope) ?? textOf(role, { ...template.scope, placeholders: true });
  if (text === null) return { name: null, arn: null, policies: null };
  return text.startsWith('arn:')
    ? { name: nameOfArn(text), arn: text, policies: null }
    : { name: text, arn: null, policies: null };
}
