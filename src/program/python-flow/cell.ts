/** A value; equal ones have the same key. */
interface Keyed {
  readonly key: string;
}

/** Code that has to run again when something that it read has changed. */
export interface Reader {
  /** Something that it read has changed. */
  wake(): void;
}

/** Whose reading is noted. Only one flow runs at a time: nothing waits in between. */
let reading: Reader | null = null;

/** Runs code, and notes for a reader what it looks at. */
export function readAs(reader: Reader, run: () => void): void {
  const before = reading;
  reading = reader;
  try {
    run();
  } finally {
    reading = before;
  }
}

/** Those who read a place. */
class Readers {
  /** All readers, once there are two: most places have one or none. */
  private all: Set<Reader> | null = null;
  private last: Reader | null = null;

  note(): void {
    if (!reading || reading === this.last) return;
    if (this.last) (this.all ??= new Set([this.last])).add(reading);
    this.last = reading;
  }

  wake(): void {
    if (this.all) for (const reader of this.all) reader.wake();
    else this.last?.wake();
  }
}

/** The values of a variable, an attribute, a parameter or a result, each once. They only grow. */
export class ValueCell<Value extends Keyed> {
  private readonly known = new Map<string, Value>();
  private readonly readers = new Readers();

  get values(): ReadonlyMap<string, Value> {
    this.readers.note();
    return this.known;
  }

  /** How many values it has. Who only adds values reads none. */
  get count(): number {
    return this.known.size;
  }

  lacks({ key }: Value): boolean {
    return !this.known.has(key);
  }

  put(value: Value): void {
    this.known.set(value.key, value);
  }

  /** Tells those who read it that it has more values. */
  wakeReaders(): void {
    this.readers.wake();
  }
}

/** Cells by name. Who found no cell of a name, or looked at all, has to look again when there is another one. */
export class CellMap<Value extends Keyed> extends Map<string, ValueCell<Value>> {
  private readonly readers = new Readers();

  /** The cell of a name, made when it is first used. Who only adds values to it reads nothing. */
  own(name: string): ValueCell<Value> {
    const known = super.get(name);
    if (known) return known;
    const made = new ValueCell<Value>();
    this.set(name, made);
    this.readers.wake();
    return made;
  }

  override get(name: string): ValueCell<Value> | undefined {
    const found = super.get(name);
    if (!found) this.readers.note();
    return found;
  }

  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  override keys(): MapIterator<string> {
    this.readers.note();
    return super.keys();
  }

  override values(): MapIterator<ValueCell<Value>> {
    this.readers.note();
    return super.values();
  }

  override entries(): MapIterator<[string, ValueCell<Value>]> {
    this.readers.note();
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, ValueCell<Value>]> {
    return this.entries();
  }
}
