import { statementsForRole, type RolePrincipal } from '../../iam/index.js';
import type { ResourcePolicy, ResourceStatement } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import { indexOnce } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { rawStatements } from './policy-document.js';
import { resourceArn } from './resource-arns.js';
import { propertyOf, resourcesOfType, textPropertyOf, type Resource, type Template } from './template.js';

/** Policy resource → the property that names what it protects, and the property with the document. */
const POLICIES: ReadonlyMap<string, readonly [of: string, document: string]> = new Map([
  ['AWS::SQS::QueuePolicy', ['Queues', 'PolicyDocument']],
  ['AWS::SQS::QueueInlinePolicy', ['Queue', 'PolicyDocument']],
  ['AWS::SNS::TopicPolicy', ['Topics', 'PolicyDocument']],
  ['AWS::SNS::TopicInlinePolicy', ['TopicArn', 'PolicyDocument']],
  ['AWS::S3::BucketPolicy', ['Bucket', 'PolicyDocument']],
  ['AWS::Kinesis::ResourcePolicy', ['ResourceArn', 'ResourcePolicy']],
  ['AWS::Events::EventBusPolicy', ['EventBusName', 'Statement']],
  ['AWS::SecretsManager::ResourcePolicy', ['SecretId', 'ResourcePolicy']],
]);

/** Resources that may have a policy that counts for roles, and the property with their name. */
const PROTECTED: ReadonlyMap<string, string> = new Map([
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::SNS::Topic', 'TopicName'],
  ['AWS::S3::Bucket', 'BucketName'],
  ['AWS::Kinesis::Stream', 'Name'],
  ['AWS::SecretsManager::Secret', 'Name'],
  ['AWS::KMS::Key', ''],
  ['AWS::DynamoDB::Table', 'TableName'],
  ['AWS::DynamoDB::GlobalTable', 'TableName'],
  ['AWS::Serverless::SimpleTable', 'TableName'],
]);

/** `https://sqs.eu-west-1.amazonaws.com/1/orders` → `orders`: policies name their queue in several forms. */
function nameIn(text: string | null): string | null {
  return text && (text.split(/[/:]/).at(-1) ?? null);
}

/** Subject of a policy of which only the deployment knows whose it is. */
const NOT_KNOWN = '';

function subjectOf({ resources, scope }: Template, value: unknown): string {
  const branch = branchOf(value, scope);
  const id = referenceOf(branch);
  return id !== null && resources.has(id) ? id : (nameIn(textOf(branch, scope)) ?? NOT_KNOWN);
}

/** Logical ids, and literal names, that a property refers to. */
function subjectsOf(template: Template, value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? itemsOf(value) : [value]).map((one) => subjectOf(template, one));
}

const policiesBySubject = indexOnce((template: Template) => {
  const found = new Map<string, Resource[]>();
  for (const resource of template.resources.values()) {
    const [of] = POLICIES.get(resource.type) ?? [];
    if (of === undefined) continue;
    for (const subject of subjectsOf(template, propertyOf(template, resource, of))) {
      const list = found.get(subject) ?? [];
      list.push(resource);
      found.set(subject, list);
    }
  }
  return found;
});

/** The policies of a resource that are resources of their own. @param nameProperty property with the name of the resource. */
export function policyResourcesOf(
  template: Template,
  resource: Resource,
  nameProperty: string,
): readonly Resource[] {
  const bySubject = policiesBySubject(template);
  const name = nameProperty === '' ? null : textPropertyOf(template, resource, nameProperty);
  return [
    ...new Set([resource.id, ...(name === null ? [] : [name])].flatMap((key) => bySubject.get(key) ?? [])),
  ];
}

function serviceOf({ type }: Resource): string {
  return type.split('::', 2)[1] ?? '';
}

/** Policies of the service of a resource that may be its policies: only the deployment knows whose they are. */
export function possiblePolicies(template: Template, resource: Resource): readonly Resource[] {
  const open = policiesBySubject(template).get(NOT_KNOWN) ?? [];
  return open.filter((policy) => serviceOf(policy) === serviceOf(resource));
}

/** Statements of a policy that is a resource of its own, for `accessByPolicy`. */
export function policyStatements(template: Template, policy: Resource): unknown {
  const [, document = ''] = POLICIES.get(policy.type) ?? [];
  const value = propertyOf(template, policy, document);
  // A bus has one statement a resource.
  return rawStatements(document === 'Statement' ? { Statement: value } : value, template.scope);
}

/** A document with its name in reports. */
interface Document {
  readonly name: string;
  readonly statements: unknown;
}

function accountOf({ scope }: Template): string {
  return scope.parameters.get('AWS::AccountId') ?? '<account>';
}

/** The policy of a key without one in the template: AWS lets policies of the key's account count. */
function defaultKeyStatement(template: Template) {
  return { Effect: 'Allow', Principal: { AWS: accountOf(template) }, Action: 'kms:*', Resource: '*' };
}

/** Documents that stand in the resource itself. */
function ownDocuments(template: Template, resource: Resource): Document[] {
  const name = `policy of ${resource.id}`;
  const property = (key: string) => propertyOf(template, resource, key);
  const documentsIn = (value: unknown): Document[] =>
    value === undefined || value === null ? [] : [{ name, statements: rawStatements(value, template.scope) }];
  if (resource.type === 'AWS::KMS::Key') {
    const own = documentsIn(property('KeyPolicy'));
    return own.length > 0 ? own : [{ name, statements: defaultKeyStatement(template) }];
  }
  const inReplicas = itemsOf(property('Replicas')).flatMap((replica) =>
    documentsIn(field(branchOf(field(replica, 'ResourcePolicy'), template.scope), 'PolicyDocument')),
  );
  // Each replica has its own policy, and only the deployment knows which one a call meets.
  if (inReplicas.length > 1) return [{ name, statements: null }];
  const policy = branchOf(property('ResourcePolicy'), template.scope);
  return [...documentsIn(field(policy, 'PolicyDocument')), ...inReplicas];
}

interface ProtectedResource {
  readonly arn: string;
  readonly name: string;
  readonly documents: readonly Document[];
}

const protectedResources = indexOnce((template: Template): readonly ProtectedResource[] =>
  resourcesOfType(template, ...PROTECTED.keys()).flatMap((resource) => {
    const known = resourceArn(resource, template.scope);
    if (!known) return [];
    const nameProperty = PROTECTED.get(resource.type) ?? '';
    const separate = policyResourcesOf(template, resource, nameProperty).map((policy) => ({
      name: policy.id,
      statements: policyStatements(template, policy),
    }));
    const possible = possiblePolicies(template, resource).map(({ id }) => ({ name: id, statements: null }));
    const documents = [...ownDocuments(template, resource), ...separate, ...possible];
    return [{ arn: known.arn, name: documents[0]?.name ?? `policy of ${resource.id}`, documents }];
  }),
);

function statementsIn(
  documents: readonly Document[],
  role: RolePrincipal,
): readonly ResourceStatement[] | null {
  const all = documents.map(({ statements }) => statementsForRole(statements, role));
  return all.every((one) => one !== null) ? all.flat() : null;
}

/** The policies of all resources of the template, as far as they are about a role. */
export function resourcePolicies(template: Template, role: RolePrincipal): readonly ResourcePolicy[] {
  return protectedResources(template).map(({ arn, name, documents }) => ({
    resource: arn,
    name,
    isOwn: true,
    statements: statementsIn(documents, role),
  }));
}

const SAM_FUNCTION = 'AWS::Serverless::Function';

/** How policies of the template can name the role of a function. @param value its `Role`. */
export function rolePrincipal(template: Template, fn: Resource, value: unknown): RolePrincipal {
  const { scope } = template;
  const open = { ...scope, placeholders: true };
  const account = accountOf(template);
  const branch = branchOf(value, scope);
  // SAM makes the role of a function without one.
  const made = branch === undefined && fn.type === SAM_FUNCTION ? `${fn.id}Role` : null;
  const role = template.resources.get(referenceOf(branch) ?? '');
  const arns =
    made === null
      ? [role ? resourceArn(role, scope)?.arn : undefined, textOf(branch, open)]
      : [`<${made}.Arn>`, `arn:aws:iam::${account}:role/<${made}>`];
  return {
    arns: [...new Set(arns.filter((arn) => typeof arn === 'string'))],
    account,
    functionName: textPropertyOf(template, fn, 'FunctionName'),
  };
}
