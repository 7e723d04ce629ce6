import type { ParameterValue, StoreKind } from '../model/index.js';
import type { EventPart } from './event-parts.js';

/** Texts of a program that may name one resource of a kind are many; beyond, further resources are not told apart from unknown ones. */
const MOST_STORES = 200;

/** Makes one part for each resource: what it holds is data that another function put there, or not. */
export class StoredParts {
  private readonly parts = new Map<string, EventPart>();

  /** The data in a resource; null if there are too many. */
  of({ service, operation, parameter }: StoreKind, value: ParameterValue): EventPart | null {
    const text = value.kind === 'literal' ? value.text : value.name;
    const id = `stored ${service} ${value.kind} ${text}`;
    const known = this.parts.get(id);
    if (known) return known;
    if (this.parts.size >= MOST_STORES) return null;
    const made: EventPart = {
      id,
      notFrom: [],
      isText: false,
      part: () => made,
      store: { service, operation, parameter, value },
    };
    this.parts.set(id, made);
    return made;
  }
}

/** The resource that a part of the data comes from; '' of an event. */
export function sourceOf({ id, store }: EventPart): string {
  return store ? id : '';
}
