import { ownValue, sdkService } from '../../iam/index.js';
import type { CallArguments, PythonValue } from '../../program/index.js';
import { bucketPosition, transferOperations } from './python-helpers.js';
import { textsOf, valueOf, whatOf, type Parameters, type What } from './python-what.js';

type Values = readonly PythonValue[];

interface Request {
  /** By the name that boto3 gives it. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: Parameters;
}

/** What a call of a client's method requests and gives, and what of it is not known. */
export interface ClientCall {
  readonly requests: readonly Request[];
  readonly values: Values;
  readonly reasons: readonly string[];
}

const NOTHING: ClientCall = { requests: [], values: [], reasons: [] };

type Special = (service: string, args: CallArguments, services: ReadonlySet<string>) => ClientCall;

function requested(requests: readonly Request[]): ClientCall {
  return { ...NOTHING, requests };
}

/** The first argument, which may have a name. */
function firstOf({ positional, named }: CallArguments, name: string): Values {
  return positional[0] ?? named.get(name) ?? [];
}

type Named = (service: string, name: string) => string | undefined;

const operationNamed: Named = (service, name) => sdkService(service)?.operations.get(name);
const waiterNamed: Named = (service, name) => ownValue(sdkService(service)?.waiters ?? {}, name);

interface Naming {
  readonly what: string;
  readonly service: string;
  readonly services: ReadonlySet<string>;
  readonly values: Values;
  readonly named: Named;
}

/** Operations that names stand for. One place can have clients of several services: another one has the name then. */
function found({ what, service, services, values, named }: Naming): {
  readonly operations: readonly string[];
  readonly reasons: readonly string[];
} {
  const texts = textsOf(values);
  const operations = texts.flatMap((text) => named(service, text) ?? []);
  const isElsewhere = (text: string): boolean =>
    [...services].some((each) => named(each, text) !== undefined);
  const isKnown = texts.length > 0 && texts.length === values.length && texts.every(isElsewhere);
  return { operations, reasons: isKnown ? [] : [`code computes the name of ${what} of ${service}`] };
}

const paginator: Special = (service, args, services) => {
  const values = firstOf(args, 'operation_name');
  const { operations, reasons } = found({
    what: 'a paginator',
    service,
    services,
    values,
    named: operationNamed,
  });
  const made = operations.map((operation) =>
    valueOf({ is: 'operation', service, operation, starts: 'paginate' }),
  );
  return { requests: [], values: made, reasons };
};

const waiter: Special = (service, args, services) => {
  const values = firstOf(args, 'waiter_name');
  const { operations, reasons } = found({ what: 'a waiter', service, services, values, named: waiterNamed });
  const made = operations.map((operation) =>
    valueOf({ is: 'operation', service, operation, starts: 'wait' }),
  );
  return { requests: [], values: made, reasons };
};

/** `generate_presigned_url('get_object', Params={…})`: whoever has the address makes the request, in the name of the function. */
const presignedUrl: Special = (service, args, services) => {
  const values = firstOf(args, 'ClientMethod');
  const what = 'a presigned operation';
  const { operations, reasons } = found({ what, service, services, values, named: operationNamed });
  const params = args.positional[1] ?? args.named.get('Params') ?? [];
  const slots = params.flatMap((value) => (value.kind === 'object' ? [...value.slots] : []));
  const parameters = new Map(slots.map(([name, cell]) => [name, [...cell.values.values()]] as const));
  return {
    requests: operations.map((operation) => ({ service, operation, parameters })),
    values: [],
    reasons,
  };
};

/** boto3 adds this method to clients of S3 alone, as it does transfers. */
const presignedPost: Special = (service, args) =>
  service === 's3'
    ? requested([
        { service, operation: 'PutObject', parameters: new Map([['Bucket', firstOf(args, 'Bucket')]]) },
      ])
    : NOTHING;

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['get_paginator', paginator],
  ['get_waiter', waiter],
  ['generate_presigned_url', presignedUrl],
  ['generate_presigned_post', presignedPost],
]);

/** Transfers of S3, which boto3 adds to its client; null for other methods. */
function transfer(service: string, method: string, { positional, named }: CallArguments): ClientCall | null {
  const operations = transferOperations(method);
  if (!operations) return null;
  const parameters = new Map([['Bucket', positional[bucketPosition(method)] ?? []], ...named]);
  return service === 's3'
    ? requested(operations.map((operation) => ({ service, operation, parameters })))
    : NOTHING;
}

/** Methods of clients that request nothing. */
const LOCAL = /^(?:can_paginate|close|_.*)$/;

/** Whether a service's resource has a member: `Table`. */
function isOfResource(service: string, member: string): boolean {
  const row = ownValue(sdkService(service)?.resources ?? {}, '');
  return (
    row !== undefined && [row.has, row.actions, row.collections].some((rows) => Object.hasOwn(rows, member))
  );
}

/** An operation that is newer than the table, or a method that boto3 adds to this client alone. */
function unknownMethod(service: string, method: string, services: ReadonlySet<string>): ClientCall {
  // One place can have clients of several services: another one has the method then.
  const isKnown = [...services].some(
    (each) => sdkService(each)?.operations.has(method) === true || isOfResource(each, method),
  );
  if (isKnown || LOCAL.test(method)) return NOTHING;
  return { ...NOTHING, reasons: [`code calls ${method} of ${service}, which is no operation that is known`] };
}

/**
 * A call of a client's method.
 * @param services of all clients of the program.
 */
export function clientCall(
  { service, method }: What & { readonly is: 'method' },
  args: CallArguments,
  services: ReadonlySet<string>,
): ClientCall {
  const operation = sdkService(service)?.operations.get(method);
  if (operation !== undefined) return requested([{ service, operation, parameters: args.named }]);
  const special = SPECIAL.get(method)?.(service, args, services) ?? transfer(service, method, args);
  return special ?? unknownMethod(service, method, services);
}

/** Texts of the slots `operation` of objects, and of objects in them. */
function operationTexts(values: Values): readonly string[] {
  const [waiting, seen, texts] = [[...values], new Set<string>(), [] as string[]];
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (value.kind !== 'object' || seen.has(value.key)) continue;
    seen.add(value.key);
    texts.push(...textsOf([...(value.slots.get('operation')?.values.values() ?? [])]));
    for (const cell of value.slots.values()) waiting.push(...cell.values.values());
  }
  return texts;
}

/** `create_waiter_with_client(name, WaiterModel({…}), client)`: a waiter of the program's own. */
export function ownWaiter({ positional, named }: CallArguments): Values {
  const models = positional[1] ?? named.get('waiter_model') ?? [];
  const clients = positional[2] ?? named.get('client') ?? [];
  return clients.flatMap((client) => {
    const what = client.kind === 'outside' ? whatOf(client) : null;
    if (what?.is !== 'client') return [];
    const known = new Set(sdkService(what.service)?.operations.values());
    return operationTexts(models)
      .filter((operation) => known.has(operation))
      .map((operation) => valueOf({ is: 'operation', service: what.service, operation, starts: 'wait' }));
  });
}
