import { managedPolicyStatements, permissionsOf } from '../../src/iam/index.js';
import type {
  FunctionSettings,
  OperationAnswer,
  PolicyStatement,
  RolePolicy,
} from '../../src/model/index.js';
import { functionOf, settingsOf } from './model-builders.js';

export const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';

/** A policy of a role. */
export function policy(name: string, ...statements: Partial<PolicyStatement>[]): RolePolicy {
  const plain = {
    effect: 'Allow' as const,
    actions: [],
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: [],
  };
  return { name, kind: 'inline', arn: null, statements: statements.map((one) => ({ ...plain, ...one })) };
}

/** A policy that AWS manages. */
export function managed(name: string): RolePolicy {
  return { name, kind: 'managed', arn: null, statements: managedPolicyStatements(name) };
}

export const LOGS = managed('AWSLambdaBasicExecutionRole');

/** Code that updates items of the table. */
export function updates(unresolved: string[] = []): OperationAnswer {
  const value = { kind: 'environment' as const, name: 'TABLE' };
  return {
    operations: [
      {
        service: 'dynamodb',
        operation: 'UpdateItem',
        calls: [[{ name: 'TableName', value }]],
        places: [{ path: 'index.js', line: 3, column: 9 }],
      },
    ],
    unresolved,
  };
}

export const SETTINGS = settingsOf({
  environmentReferences: [{ name: 'TABLE', kind: 'arn', service: 'dynamodb', value: TABLE }],
});

/** What is said of a function with these policies. */
export function answer(
  policies: readonly RolePolicy[] | null,
  operations: OperationAnswer | undefined = updates(),
  settings: FunctionSettings | null = SETTINGS,
) {
  const role = { name: 'role', arn: null, policies };
  return permissionsOf(functionOf('store', { role, settings }), operations);
}
