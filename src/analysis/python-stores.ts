import type { ParameterValue, StoreCall, StoreKind } from '../model/index.js';
import type { CallArguments, PythonPlace, PythonValue } from '../program/index.js';
import type { EventPart } from './event-parts.js';
import type { NamedStore, PythonNames } from './call-names.js';
import { dataIn, tokenOf, type PythonName } from './python-data.js';
import type { PythonHit } from './python-sinks.js';
import { StoredParts } from './stored-parts.js';

type Values = readonly PythonValue[];

/** The name of a resource that a value is. */
function parameterOf(value: PythonValue): ParameterValue | null {
  if (value.kind === 'text') return { kind: 'literal', text: value.text };
  return value.kind === 'environment' ? { kind: 'environment', name: value.name } : null;
}

function namesIn(values: Values): ParameterValue[] {
  return values.flatMap((value) => parameterOf(value) ?? []);
}

function textValue(text: string): PythonValue {
  return { kind: 'text', key: text, text };
}

/** Values under keys that are not known; of a request under a key, its data. */
const ANY_KEY = '*';

interface StoreRequest {
  /** Values by the names of parameters. */
  readonly values: ReadonlyMap<string, Values>;
  /** The names of its resource, where a key has them. */
  readonly keys?: Values;
}

function objectsIn(values: Values): (PythonValue & { readonly kind: 'object' })[] {
  return values.flatMap((value) => (value.kind === 'object' ? [value] : []));
}

function slotsOf({ slots }: PythonValue & { readonly kind: 'object' }): Map<string, Values> {
  return new Map([...slots].map(([name, cell]) => [name, [...cell.values.values()]]));
}

/** The requests in a list (`Entries`), or what its elements hold (`TransactItems.Put`). */
function requestsIn(named: ReadonlyMap<string, Values>, each: string): StoreRequest[] {
  const [list = '', ...inside] = each.split('.');
  const elements = objectsIn(named.get(list) ?? []).flatMap((value) => [...slotsOf(value).values()].flat());
  const requests = inside.reduce<Values>(
    (values, name) => objectsIn(values).flatMap((value) => slotsOf(value).get(name) ?? []),
    elements,
  );
  return objectsIn(requests).map((value) => ({ values: slotsOf(value) }));
}

/** A request for each key of an object: the key is the resource, and what stands under it is the data. */
function requestsUnderKeys(values: Values): StoreRequest[] {
  return objectsIn(values).flatMap((value) =>
    [...slotsOf(value)].map(([text, data]) => ({
      values: new Map([[ANY_KEY, data]]),
      keys: text === ANY_KEY ? [...(value.keys?.values.values() ?? [])] : [textValue(text)],
    })),
  );
}

/** The requests of a call: its arguments by name, or those that stand in one of these. */
function requestsOf({ named }: CallArguments, { each, keyed }: StoreCall): StoreRequest[] {
  if (keyed !== undefined) return requestsUnderKeys(named.get(keyed) ?? []);
  return each === undefined ? [{ values: named }] : requestsIn(named, each);
}

/** The resource of a request that names none. */
function defaultOf({ parameter, default: name }: StoreKind, { values }: StoreRequest): Values {
  const mayBeNamed = values.has(parameter) || values.has(ANY_KEY);
  return name === undefined || mayBeNamed ? [] : [textValue(name)];
}

export interface StoreUse {
  readonly what: Pick<PythonName, 'module' | 'path' | 'given'>;
  readonly args: CallArguments;
  readonly place: PythonPlace;
}

/** What code in Python puts into resources of AWS, and what it takes out of them. */
export class PythonStores {
  private readonly parts = new StoredParts();
  private readonly names: PythonNames;

  constructor(names: PythonNames) {
    this.names = names;
  }

  /** The name that a call gives to the object of a resource that it makes; null of other calls. */
  given({ what, args }: StoreUse): PythonValue | null {
    if (this.names.resources.find(tokenOf(what)).length === 0) return what.given ?? null;
    const values = [...(args.positional[0] ?? []), ...args.named.values()].flat();
    return values.find((value) => parameterOf(value) !== null) ?? null;
  }

  /** The resources that a request of a call names. */
  private partsOf({ kind, call }: NamedStore, use: StoreUse, request: StoreRequest): EventPart[] {
    const { args, what } = use;
    const byPosition = call.name === undefined ? [] : (args.positional[call.name] ?? []);
    const named = request.keys ?? [...(request.values.get(kind.parameter) ?? []), ...byPosition];
    const isNamed = named.length > 0 || request.keys !== undefined;
    const names = isNamed ? named : what.given ? [what.given] : defaultOf(kind, request);
    return namesIn(names).flatMap((value) => this.parts.of(kind, value) ?? []);
  }

  /** The parts that a call gives: data of resources, and what senders of events put there. */
  reads(use: StoreUse): EventPart[] {
    return this.names.reads
      .find(tokenOf(use.what))
      .flatMap((store) =>
        requestsOf(use.args, store.call).flatMap((request) => [
          ...this.partsOf(store, use, request),
          ...this.sentParts(store, request),
        ]),
      );
  }

  /** What the sender of an event has put where a request reads, if the event names it. */
  private sentParts({ kind: { sent } }: NamedStore, { values }: StoreRequest): EventPart[] {
    if (sent === undefined) return [];
    return dataIn(values.get(sent) ?? [], null).flatMap(({ part }) => part.sent ?? []);
  }

  /** The data of events that a call puts into resources. */
  writes(use: StoreUse): PythonHit[] {
    return this.names.writes.find(tokenOf(use.what)).flatMap((store) => this.written(use, store));
  }

  private written(use: StoreUse, named: NamedStore): PythonHit[] {
    const { call } = named;
    const { args, place } = use;
    const fields = call.keyed === undefined ? call.fields : [ANY_KEY];
    return requestsOf(args, call).flatMap((request) => {
      const values = [
        ...fields.flatMap((field) => request.values.get(field) ?? []),
        ...(call.data === undefined ? [] : (args.positional[call.data] ?? [])),
      ];
      const data = dataIn(values, null);
      return this.partsOf(named, use, request).flatMap(({ store }) =>
        data.flatMap((each) => (store ? [{ rule: null, data: each, place, into: store }] : [])),
      );
    });
  }
}
