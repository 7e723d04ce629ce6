import type { Operation } from './operation-uses.js';
import { targetOperation } from './request-targets.js';

/** Why there may be more operations than those that were found. */
interface Reason {
  readonly reason: string;
}

/** Texts of code that calls AWS without a client. */
const TEXTS: ReadonlyMap<string, Operation | Reason> = new Map<string, Operation | Reason>([
  ['rds-db', { service: 'rdsdb', operation: 'Connect' }],
  ['kafka-cluster:Connect', { service: 'kafkacluster', operation: 'Connect' }],
  ['DbConnect', { service: 'dsql', operation: 'DbConnect' }],
  ['DbConnectAdmin', { service: 'dsql', operation: 'DbConnectAdmin' }],
]);

/** Addresses of the extension for parameters and secrets: https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html */
const ADDRESSES: readonly (readonly [part: string, operation: Operation])[] = [
  ['/secretsmanager/get', { service: 'secretsmanager', operation: 'GetSecretValue' }],
  ['/systemsmanager/parameters/get', { service: 'ssm', operation: 'GetParameter' }],
];

/** The operation that a text in code names, or why its operations are not known; null of other texts. */
export function handSigned(text: string): Operation | Reason | null {
  if (text.length < 6 || text.length > 2000) return null;
  const known = TEXTS.get(text) ?? targetOperation(text);
  if (known) return known;
  return ADDRESSES.find(([part]) => text.includes(part))?.[1] ?? null;
}
