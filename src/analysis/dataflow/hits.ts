import type { SinkHit } from './sinks.js';
import { sourceOf } from '../stored-parts.js';

/** A call that data reaches. */
export interface FoundHit extends SinkHit {
  /** Types of triggers whose sender does not choose that data. */
  readonly notFrom: readonly string[];
}

function keyOf({ rule, code, part, into }: SinkHit): string {
  const place = code ? `${code.file}\n${String(code.start)}` : 'answer';
  return JSON.stringify([rule?.id, into, place, sourceOf(part)]);
}

/** The calls that data reaches, each once for each source of its data. */
export class Hits {
  private readonly known = new Map<string, FoundHit>();

  /** Once all values are known. */
  get all(): FoundHit[] {
    return [...this.known.values()].filter(
      ({ names }) => names?.some(({ tokens }) => tokens.size === 0) ?? true,
    );
  }

  add(hit: SinkHit): void {
    const key = keyOf(hit);
    const { part, cleared } = hit;
    const known = this.known.get(key) ?? { ...hit, notFrom: part.notFrom };
    const { names: _names, ...other } = known;
    const names = known.names && hit.names && [...new Set([...known.names, ...hit.names])];
    // The call gets data of several parts of events: where one may come from, data may come from.
    this.known.set(key, {
      ...other,
      ...(names && { names }),
      notFrom: known.notFrom.filter((each) => part.notFrom.includes(each)),
      ...(cleared && { cleared: new Set([...(known.cleared ?? [])].filter((each) => cleared.has(each))) }),
    });
  }
}
