/** Keeps each value once, and gives its index. */
export class Interned<Value> {
  private readonly indexes = new Map<string, number>();
  readonly values: Value[] = [];

  indexOf(value: Value): number {
    const key = JSON.stringify(value);
    const index = this.indexes.get(key) ?? this.values.length;
    if (index === this.values.length) this.values.push(value);
    this.indexes.set(key, index);
    return index;
  }
}
