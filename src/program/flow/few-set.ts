/** Up to so many members are compared one by one. */
const FEW = 8;

const NONE: readonly never[] = [];

/**
 * A set in the order in which members were added. With few members it takes less memory than a `Set`, which reserves room for several: most
 * places of a program hold one value or none. Like a `Set`, a loop over it also visits members that are added meanwhile.
 */
export class FewSet<T> implements Iterable<T> {
  private items: readonly T[] = NONE;
  private known: Set<T> | null = null;

  get size(): number {
    return this.items.length;
  }

  has(item: T): boolean {
    return this.known ? this.known.has(item) : this.items.includes(item);
  }

  /** A member by the order of adding, from 0. */
  at(index: number): T | undefined {
    return this.items[index];
  }

  /** Adds what is not a member yet. */
  add(item: T): void {
    const { items } = this;
    if (this.known) {
      if (this.known.has(item)) return;
      this.known.add(item);
      (items as T[]).push(item);
      return;
    }
    if (items.includes(item)) return;
    // An array that grows reserves room for sixteen more.
    switch (items.length) {
      case 0:
        this.items = [item];
        return;
      case 1:
        this.items = [items[0] as T, item];
        return;
      case 2:
        this.items = [items[0] as T, items[1] as T, item];
        return;
      default:
        if (items.length === FEW) this.known = new Set([...items, item]);
        (items as T[]).push(item);
    }
  }

  [Symbol.iterator](): Iterator<T, undefined> {
    let index = 0;
    return {
      next: () =>
        index < this.items.length
          ? { done: false, value: this.items[(index += 1) - 1] as T }
          : { done: true, value: undefined },
    };
  }
}
