import { lazily, readTable } from './read-table.js';

/** A request: the operation, and parameters that it gets from the resource's identifiers (null: from other data). */
export type SdkRequest = readonly [
  operation: string,
  ...params: (readonly [target: string, identifier: string | null])[],
];

/** A resource of boto3: `Table` of `dynamodb`. https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html */
export interface SdkResource {
  /** Names of its identifiers, in the order of arguments. */
  readonly ids: readonly string[];
  /** By method: the type of resource that it returns, and the request. */
  readonly actions: Readonly<Record<string, readonly [type: string | null, request: SdkRequest]>>;
  /** The request by which attributes are read. */
  readonly load?: SdkRequest;
  readonly attributes: readonly string[];
  /** Other resources that it gives without a request, by member: their types. */
  readonly has: Readonly<Record<string, string>>;
  /** Lists of resources, by member. */
  readonly collections: Readonly<Record<string, readonly [type: string, request: SdkRequest]>>;
  /** Requests for all members of a list of such resources, by method. */
  readonly batch: Readonly<Record<string, SdkRequest>>;
  /** Names of waiters, by method. */
  readonly waiters: Readonly<Record<string, string>>;
}

interface ServiceRow {
  readonly id: string;
  readonly operations: string;
  readonly waiters: Readonly<Record<string, string>>;
  readonly resources?: Readonly<Record<string, SdkResource>>;
}

interface SdkTable {
  readonly source: string;
  readonly services: Readonly<Record<string, ServiceRow>>;
}

const table = lazily(() => readTable('python-sdk') as SdkTable);

/** The value of a key of its own; undefined for other names, such as those of Object. */
export function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The method of an operation by botocore's rule. */
function methodOf(operation: string): string {
  return operation
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** A service as boto3 and botocore offer it. */
export interface SdkService {
  /** Id as in OperationUse. */
  readonly id: string;
  /** Operations by the method of a client. */
  readonly operations: ReadonlyMap<string, string>;
  /** Operations by the name of a waiter. */
  readonly waiters: Readonly<Record<string, string>>;
  /** By type; '' is the service itself. None for services without resources. */
  readonly resources: Readonly<Record<string, SdkResource>>;
}

const known = new Map<string, SdkService | null>();

function readService(name: string): SdkService | null {
  const row = ownValue(table().services, name);
  if (!row) return null;
  const operations = row.operations.split(' ').map((word): [string, string] => {
    const [operation = '', method = methodOf(operation)] = word.split('=');
    return [method, operation];
  });
  return {
    id: row.id,
    operations: new Map(operations),
    waiters: row.waiters,
    resources: row.resources ?? {},
  };
}

const methods = lazily(
  () =>
    new Set(
      Object.keys(table().services).flatMap((name) => [...(sdkService(name)?.operations.keys() ?? [])]),
    ),
);

/** Whether a client of some service has a method for an operation. */
export function isSdkMethod(name: string): boolean {
  return methods().has(name);
}

/** The service that code names `boto3.client(name)`; null for unknown names. */
export function sdkService(name: string): SdkService | null {
  const service = known.get(name) ?? readService(name);
  known.set(name, service);
  return service;
}
