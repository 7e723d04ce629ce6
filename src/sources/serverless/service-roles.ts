import { field, itemsOf, recordOf, stringOf } from '../../templates/index.js';
import type { ServiceResource } from './service-events.js';

/** The role that the framework makes for all functions of a service. */
export const SERVICE_ROLE = 'IamRoleLambdaExecution';

/** AWS's own policies with the actions that the framework allows for events that a function polls. */
const POLLED: ReadonlyMap<string, string> = new Map([
  ['SQS', 'AWSLambdaSQSQueueExecutionRole'],
  ['DynamoDB', 'AWSLambdaDynamoDBExecutionRole'],
  ['Kinesis', 'AWSLambdaKinesisExecutionRole'],
  ['MSK', 'AWSLambdaMSKExecutionRole'],
]);

function managedPolicies(functions: readonly ServiceResource[]): string[] {
  const has = (name: string) => functions.some(({ Properties }) => Properties[name] !== undefined);
  const types = functions.flatMap(({ Properties }) =>
    Object.values(recordOf(Properties['Events']) ?? {}).map((event) => stringOf(field(event, 'Type')) ?? ''),
  );
  return [
    'AWSLambdaBasicExecutionRole',
    ...(functions.some(({ Properties }) => Properties['Tracing'] === 'Active')
      ? ['AWSXrayWriteOnlyAccess']
      : []),
    ...(has('VpcConfig') ? ['AWSLambdaVPCAccessExecutionRole'] : []),
    ...new Set(types.flatMap((type) => POLLED.get(type) ?? [])),
  ];
}

interface RoleParts {
  readonly statements: unknown;
  readonly managed: readonly unknown[];
  readonly boundary: unknown;
  readonly name: unknown;
}

function roleResource({ statements, managed, boundary, name }: RoleParts): ServiceResource {
  const Statement = Array.isArray(statements) || statements === undefined ? itemsOf(statements) : statements;
  const PolicyDocument = { Version: '2012-10-17', Statement };
  const Policies = statements === undefined ? [] : [{ PolicyName: 'service', PolicyDocument }];
  const Properties = { RoleName: name, ManagedPolicyArns: managed, Policies, PermissionsBoundary: boundary };
  return { Type: 'AWS::IAM::Role', Properties };
}

/** Settings of the service's role, in the place of today or of earlier versions. */
function roleBlock(provider: unknown): unknown {
  return field(field(provider, 'iam'), 'role');
}

/** The role that the provider's settings name for all functions; undefined if the framework makes one. */
export function namedServiceRole(provider: unknown): unknown {
  const block = roleBlock(provider) ?? field(provider, 'role');
  const isMade = ['statements', 'managedPolicies', 'name', 'permissionsBoundary', 'tags', 'path'].some(
    (name) => field(block, name) !== undefined,
  );
  return isMade ? undefined : (block ?? undefined);
}

/** Statements that the provider's settings give the functions. */
export function providerStatements(provider: unknown): unknown {
  return field(roleBlock(provider), 'statements') ?? field(provider, 'iamRoleStatements');
}

/** The role that the framework makes. @param functions that have it. */
export function serviceRole(provider: unknown, functions: readonly ServiceResource[]): ServiceResource {
  const block = roleBlock(provider);
  const own = field(block, 'managedPolicies') ?? field(provider, 'iamManagedPolicies');
  return roleResource({
    statements: providerStatements(provider),
    managed: [...managedPolicies(functions), ...itemsOf(own)],
    boundary: field(block, 'permissionsBoundary') ?? field(provider, 'rolePermissionsBoundary'),
    name: field(block, 'name'),
  });
}

/** A role of a function's own, which the plugin `serverless-iam-roles-per-function` makes. */
export function functionRole(provider: unknown, settings: unknown, fn: ServiceResource): ServiceResource {
  const own = itemsOf(field(settings, 'iamRoleStatements'));
  const inherited = field(settings, 'iamRoleStatementsInherit') === true ? providerStatements(provider) : [];
  return roleResource({
    statements: [...own, ...itemsOf(inherited)],
    managed: managedPolicies([fn]),
    boundary: undefined,
    name: field(settings, 'iamRoleStatementsName'),
  });
}
