import { ownValue, sdkService, type SdkRequest, type SdkResource } from '../../iam/index.js';
import type { CallArguments, PythonValue } from '../../program/index.js';
import { transferOperations } from './python-helpers.js';
import { valueOf, type Parameters, type ResourceValue, type What } from './python-what.js';

type Values = readonly PythonValue[];

interface ResourceRequest {
  readonly service: string;
  readonly operation: string;
  readonly parameters: Parameters;
}

/** What a member or a call of a resource requests, and gives. */
export interface ResourceResult {
  readonly requests: readonly ResourceRequest[];
  readonly values: Values;
}

const NOTHING: ResourceResult = { requests: [], values: [] };

/** Stands for the type of `resource.meta`. */
const META = 'meta';

function rowOf({ service, type }: ResourceValue): SdkResource | undefined {
  return ownValue(sdkService(service)?.resources ?? {}, type);
}

function requestOf({ service, ids }: ResourceValue, [operation, ...params]: SdkRequest): ResourceRequest {
  const parameters = params.flatMap(([target, id]) =>
    id === null ? [] : [[target, ids.get(id) ?? []] as const],
  );
  return { service, operation, parameters: new Map(parameters) };
}

function request(resource: ResourceValue, row: SdkRequest, values: Values = []): ResourceResult {
  return { requests: [requestOf(resource, row)], values };
}

/**
 * A resource that another one gives. It takes those of its identifiers that the other one has: by the same name, or with the other's
 * type before it (a bucket's `Name` is an object's `BucketName`), or the other way round.
 */
function given({ service, type: from, ids }: ResourceValue, type: string): ResourceValue {
  const own = rowOf({ is: 'resource', service, type, ids })?.ids ?? [];
  const inherited = own.flatMap((id) => {
    const owner = id.startsWith(from) ? ids.get(id.slice(from.length)) : undefined;
    const values = ids.get(`${type}${id}`) ?? owner ?? ids.get(id);
    return values ? [[id, values] as const] : [];
  });
  return { is: 'resource', service, type, ids: new Map(inherited) };
}

/** `table.item_count`: attributes are loaded when they are read. */
function attribute(resource: ResourceValue, row: SdkResource, name: string): ResourceResult {
  const isIdentifier = row.ids.some((id) => id.toLowerCase() === name.replaceAll('_', ''));
  const isLoaded = row.load !== undefined && row.attributes.includes(name) && !isIdentifier;
  return isLoaded && row.load ? request(resource, row.load) : NOTHING;
}

function methodValue(resource: ResourceValue, name: string): ResourceResult {
  return { requests: [], values: [valueOf({ is: 'resource method', resource, name })] };
}

/** Methods that boto3 adds to resources. */
function isAdded({ service, type }: ResourceValue, name: string): boolean {
  if (service === 'dynamodb' && type === 'Table' && name === 'batch_writer') return true;
  return service === 's3' && transferOperations(name) !== undefined;
}

function isMethod(resource: ResourceValue, row: SdkResource, name: string): boolean {
  const named = [row.actions, row.waiters].some((rows) => ownValue<unknown>(rows, name) !== undefined);
  return (
    named || isAdded(resource, name) || (row.load !== undefined && (name === 'load' || name === 'reload'))
  );
}

function only(value: PythonValue): ResourceResult {
  return { requests: [], values: [value] };
}

/** `dynamodb.meta.client` */
function memberOfMeta({ service }: ResourceValue, name: string): ResourceResult {
  return name === 'client' ? only(valueOf({ is: 'client', service })) : NOTHING;
}

/** Another resource, or a list of resources, that a resource gives; an attribute. */
function relative(resource: ResourceValue, row: SdkResource, name: string): ResourceResult {
  const [type, listed] = ownValue(row.collections, name) ?? [];
  if (type !== undefined && listed)
    return only(valueOf({ is: 'collection', resource, type, request: listed }));
  const has = ownValue(row.has, name);
  if (has === undefined) return attribute(resource, row, name);
  return /^[A-Z]/.test(name) ? methodValue(resource, name) : only(valueOf(given(resource, has)));
}

/** A member of a resource. */
export function resourceMember(resource: ResourceValue, name: string): ResourceResult {
  // What an action gives is a resource, or a list of them.
  if (name === '[]') return only(valueOf(resource));
  if (name === 'meta') return only(valueOf({ ...resource, type: META, ids: new Map() }));
  if (resource.type === META) return memberOfMeta(resource, name);
  const row = rowOf(resource);
  if (!row) return NOTHING;
  return isMethod(resource, row, name) ? methodValue(resource, name) : relative(resource, row, name);
}

/** `dynamodb.Table('x')` */
function made(resource: ResourceValue, type: string, { positional, named }: CallArguments): ResourceResult {
  const inherited = given(resource, type);
  const row = rowOf(inherited);
  const open = (row?.ids ?? []).filter((id) => !inherited.ids.has(id) || id === row?.ids.at(-1));
  const ids = new Map(inherited.ids);
  for (const [at, id] of open.entries()) {
    const method = id.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
    ids.set(id, positional[at] ?? named.get(method) ?? inherited.ids.get(id) ?? []);
  }
  return { requests: [], values: [valueOf({ ...inherited, ids })] };
}

/** The writer of a table writes all that it gets by one operation. */
function batchWriter(resource: ResourceValue): ResourceResult {
  return {
    requests: [
      {
        service: 'dynamodb',
        operation: 'BatchWriteItem',
        parameters: new Map([['TableName', resource.ids.get('Name') ?? []]]),
      },
    ],
    values: [valueOf({ is: 'inert' })],
  };
}

function transfer(resource: ResourceValue, operations: readonly string[]): ResourceResult {
  const bucket = resource.ids.get('BucketName') ?? resource.ids.get('Name') ?? [];
  return {
    requests: operations.map((operation) => ({
      service: 's3',
      operation,
      parameters: new Map([['Bucket', bucket]]),
    })),
    values: [],
  };
}

function waiter(resource: ResourceValue, name: string): ResourceResult {
  const operation = ownValue(sdkService(resource.service)?.waiters ?? {}, name);
  const load = rowOf(resource)?.load;
  if (operation === undefined) return NOTHING;
  return request(resource, load && load[0] === operation ? load : [operation]);
}

/** Methods that boto3 adds to resources, and that the service's model does not have. */
function addedCall(resource: ResourceValue, name: string): ResourceResult | null {
  if (!isAdded(resource, name)) return null;
  return name === 'batch_writer' ? batchWriter(resource) : transfer(resource, transferOperations(name) ?? []);
}

/** A call that needs no parameters: it loads the resource, or waits for it. */
function plainCall(resource: ResourceValue, row: SdkResource, name: string): ResourceResult | null {
  if (name === 'load' || name === 'reload') return row.load ? request(resource, row.load) : NOTHING;
  const waits = ownValue(row.waiters, name);
  return waits === undefined ? addedCall(resource, name) : waiter(resource, waits);
}

/** A call of a resource's method. */
export function resourceCall(resource: ResourceValue, name: string, args: CallArguments): ResourceResult {
  const row = rowOf(resource);
  if (!row) return NOTHING;
  const [type, action] = ownValue(row.actions, name) ?? [];
  if (action) return request(resource, action, type ? [valueOf(given(resource, type))] : []);
  const has = ownValue(row.has, name);
  return plainCall(resource, row, name) ?? (has === undefined ? NOTHING : made(resource, has, args));
}

/** Methods of a list of resources that give a list. */
const LISTS: ReadonlySet<string> = new Set(['all', 'filter', 'limit', 'page_size', 'pages', '[]']);

/** What a loop over a list of resources, or a method of the list, requests. */
export function collectionCall(collection: What & { is: 'collection' }, name: string): ResourceResult {
  const { resource, type, request: listed } = collection;
  const item = given(resource, type);
  const batch = ownValue(rowOf(item)?.batch ?? {}, name);
  const list = requestOf(resource, listed);
  if (batch) return { requests: [list, requestOf(item, batch)], values: [] };
  if (!LISTS.has(name)) return NOTHING;
  return { requests: [list], values: name === '[]' ? [valueOf(item)] : [valueOf(collection)] };
}
