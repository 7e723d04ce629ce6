import { ownValue, sdkService } from '../../iam/index.js';
import type { CallArguments, PythonValue } from '../../program/index.js';
import { bucketPosition, transferOperations } from './python-helpers.js';
import { textsOf, valueOf, type Parameters, type What } from './python-what.js';

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

type Special = (service: string, args: CallArguments) => ClientCall;

function requested(requests: readonly Request[]): ClientCall {
  return { ...NOTHING, requests };
}

function unknown(what: string, service: string): ClientCall {
  return { ...NOTHING, reasons: [`code computes the name of ${what} of ${service}`] };
}

/** The first argument, which may have a name. */
function firstOf({ positional, named }: CallArguments, name: string): Values {
  return positional[0] ?? named.get(name) ?? [];
}

function operationsNamed(service: string, values: Values): readonly string[] {
  return textsOf(values).flatMap((text) => sdkService(service)?.operations.get(text) ?? []);
}

const paginator: Special = (service, args) => {
  const found = operationsNamed(service, firstOf(args, 'operation_name'));
  const values = found.map((operation) =>
    valueOf({ is: 'operation', service, operation, starts: 'paginate' }),
  );
  return found.length === 0 ? unknown('a paginator', service) : { ...NOTHING, values };
};

const waiter: Special = (service, args) => {
  const waiters = sdkService(service)?.waiters ?? {};
  const found = textsOf(firstOf(args, 'waiter_name')).flatMap((text) => ownValue(waiters, text) ?? []);
  const values = found.map((operation) => valueOf({ is: 'operation', service, operation, starts: 'wait' }));
  return found.length === 0 ? unknown('a waiter', service) : { ...NOTHING, values };
};

/** `generate_presigned_url('get_object', Params={…})`: whoever has the address makes the request, in the name of the function. */
const presignedUrl: Special = (service, args) => {
  const found = operationsNamed(service, firstOf(args, 'ClientMethod'));
  const params = args.positional[1] ?? args.named.get('Params') ?? [];
  const slots = params.flatMap((value) => (value.kind === 'object' ? [...value.slots] : []));
  const parameters = new Map(slots.map(([name, cell]) => [name, [...cell.values.values()]] as const));
  const requests = found.map((operation) => ({ service, operation, parameters }));
  return found.length === 0 ? unknown('a presigned operation', service) : requested(requests);
};

const presignedPost: Special = (service, args) =>
  requested([
    { service, operation: 'PutObject', parameters: new Map([['Bucket', firstOf(args, 'Bucket')]]) },
  ]);

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

/** An operation that is newer than the table, or a method that boto3 adds to this client alone. */
function unknownMethod(service: string, method: string, services: ReadonlySet<string>): ClientCall {
  // One place can have clients of several services: another one has the method then.
  const isKnown = [...services].some((each) => sdkService(each)?.operations.has(method));
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
  const special = SPECIAL.get(method)?.(service, args) ?? transfer(service, method, args);
  return special ?? unknownMethod(service, method, services);
}
