import type { ParameterValue } from '../model/index.js';
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

/** The requests of a call: its arguments by name, or the elements of a list among them. */
function requestsOf({ named }: CallArguments, each: string | undefined): ReadonlyMap<string, Values>[] {
  if (each === undefined) return [named];
  const inner = (values: Values): Values =>
    values.flatMap((value) =>
      value.kind === 'object' ? [...value.slots.values()].flatMap((slot) => [...slot.values.values()]) : [],
    );
  return inner(named.get(each) ?? []).flatMap((element) =>
    element.kind === 'object'
      ? [new Map([...element.slots].map(([name, slot]) => [name, [...slot.values.values()]] as const))]
      : [],
  );
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

  /** The resources that a call names. */
  private partsOf(
    { kind, call: { name: at } }: NamedStore,
    { what, args }: StoreUse,
    request: ReadonlyMap<string, Values> = args.named,
  ): EventPart[] {
    const given = what.given ? [what.given] : [];
    const byPosition = at === undefined ? [] : (args.positional[at] ?? []);
    const named = [...(request.get(kind.parameter) ?? []), ...byPosition];
    return namesIn(named.length > 0 ? named : given).flatMap((value) => this.parts.of(kind, value) ?? []);
  }

  /** The resources whose data a call gives. */
  reads(use: StoreUse): EventPart[] {
    return this.names.reads.find(tokenOf(use.what)).flatMap((store) => this.partsOf(store, use));
  }

  /** The data of events that a call puts into resources. */
  writes(use: StoreUse): PythonHit[] {
    return this.names.writes.find(tokenOf(use.what)).flatMap((store) => this.written(use, store));
  }

  private written(use: StoreUse, named: NamedStore): PythonHit[] {
    const { call } = named;
    const { args, place } = use;
    return requestsOf(args, call.each).flatMap((request) => {
      const values = [
        ...call.fields.flatMap((field) => request.get(field) ?? []),
        ...(call.data === undefined ? [] : (args.positional[call.data] ?? [])),
      ];
      const data = dataIn(values, null).filter(({ part }) => !part.store);
      return this.partsOf(named, use, request).flatMap(({ store }) =>
        data.flatMap((each) => (store ? [{ rule: null, data: each, place, into: store }] : [])),
      );
    });
  }
}
