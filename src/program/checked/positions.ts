import { firstIndex } from '../../model/index.js';

/** Sorted positions in code, by name. */
export class Positions {
  private readonly byName = new Map<string, number[]>();
  private isSorted = true;

  add(name: string, position: number): void {
    const known = this.byName.get(name);
    if (known) known.push(position);
    else this.byName.set(name, [position]);
    this.isSorted = false;
  }

  names(): Iterable<string> {
    return this.byName.keys();
  }

  /** The last position of a name up to this position; -1 if there is none. */
  last(name: string, position: number): number {
    if (!this.isSorted) for (const each of this.byName.values()) each.sort((a, b) => a - b);
    this.isSorted = true;
    const known = this.byName.get(name) ?? [];
    return known[firstIndex(0, known.length, (at) => (known[at] ?? 0) > position) - 1] ?? -1;
  }
}
