import type { PythonHit } from './python-sinks.js';
import { sourceOf } from './stored-parts.js';

/** A call in Python that data reaches. */
export interface FoundPythonHit extends PythonHit {
  /** Types of triggers whose sender does not choose that data. */
  readonly notFrom: readonly string[];
  /** Rules by which none of it can do harm any more. */
  readonly cleared: readonly string[];
}

function keyOf({ rule, place, data, into }: PythonHit): string {
  const at = place ? `${place.module.path}\n${String(place.node.start)}` : 'answer';
  return JSON.stringify([rule?.id, into, at, sourceOf(data.part)]);
}

/** The calls in Python that data reaches, each once for each source of its data. */
export class PythonHits {
  private readonly known = new Map<string, FoundPythonHit>();

  get all(): Iterable<FoundPythonHit> {
    return this.known.values();
  }

  add(hit: PythonHit): void {
    const key = keyOf(hit);
    const { part, cleared } = hit.data;
    const known = this.known.get(key) ?? { ...hit, notFrom: part.notFrom, cleared: [...cleared] };
    this.known.set(key, {
      ...known,
      notFrom: known.notFrom.filter((each) => part.notFrom.includes(each)),
      cleared: known.cleared.filter((each) => cleared.has(each)),
    });
  }
}
