import type { ParameterValue } from '../permissions.js';

/** A call, by names as `CallName` has them, that writes to a resource of AWS, or reads from it. */
export interface StoreCall {
  readonly call: readonly string[];
  /** Properties of the request that hold the data that is written. */
  readonly fields: readonly string[];
  /** The property of the request whose elements are requests of their own (`Entries`), or hold one (`TransactItems.Put`). */
  readonly each?: string | undefined;
  /** The property of the request whose keys name resources, and whose values are the data: `RequestItems`. */
  readonly keyed?: string | undefined;
  /** Index of the argument with the resource's name, where it is no property (Python). */
  readonly name?: number | undefined;
  /** Index of the argument with the data, where it is no property (Python). */
  readonly data?: number | undefined;
}

/** A kind of resources of AWS in which one function puts data that another takes out. */
export interface StoreKind {
  /** Service id as in OperationUse, and an operation on the resource itself. */
  readonly service: string;
  readonly operation: string;
  /** The parameter of requests that names the resource. */
  readonly parameter: string;
  /** The resource of requests that name none. */
  readonly default?: string | undefined;
  /** The parameter that may name what the sender of an event has put there. */
  readonly sent?: string | undefined;
  readonly writes: readonly StoreCall[];
  readonly reads: readonly StoreCall[];
  /** Calls that give an object of the resource, and are given its name first (Python): `boto3:**.Table`. */
  readonly objects: readonly string[];
}

/** A resource of AWS, as code names it in a request. */
export interface StoreName extends Pick<StoreKind, 'service' | 'operation' | 'parameter'> {
  readonly value: ParameterValue;
}
