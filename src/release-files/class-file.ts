/** The parts of a Java class that are read. https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html */

/** One entry of the constant pool: its kind and the offset behind that byte. */
interface PoolEntry {
  readonly tag: number;
  readonly at: number;
}

const MAGIC = 0xcafebabe;
const UTF8 = 1;
/** Bytes behind the kind of each constant; a text has its own length. */
const ENTRY_BYTES: ReadonlyMap<number, number> = new Map([
  [3, 4],
  [4, 4],
  [5, 8],
  [6, 8],
  [7, 2],
  [8, 2],
  [9, 4],
  [10, 4],
  [11, 4],
  [12, 4],
  [15, 3],
  [16, 2],
  [17, 4],
  [18, 4],
  [19, 2],
  [20, 2],
]);
/** Constants of eight bytes take two places. */
const WIDE: ReadonlySet<number> = new Set([5, 6]);

/** A field or a method. */
export interface Member {
  readonly name: string;
  readonly descriptor: string;
  /** Where its attributes begin. */
  readonly attributes: number;
}

/** Reads a class at given places. @throws RangeError outside of the bytes, and for what is no class. */
export class ClassFile {
  private readonly view: DataView;
  private readonly pool: (PoolEntry | undefined)[] = [];
  private readonly texts = new Map<number, string>();
  /** Where the class's own access flags are. */
  private readonly head: number;

  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.u4(0) !== MAGIC) throw new RangeError('no class');
    this.head = this.readPool(this.u2(8));
  }

  private readPool(count: number): number {
    let at = 10;
    for (let index = 1; index < count; index += 1) {
      const tag = this.u1(at);
      const length = tag === UTF8 ? 2 + this.u2(at + 1) : ENTRY_BYTES.get(tag);
      if (length === undefined) throw new RangeError('unknown constant');
      this.pool[index] = { tag, at: at + 1 };
      at += 1 + length;
      if (WIDE.has(tag)) index += 1;
    }
    return at;
  }

  u1(at: number): number {
    return this.view.getUint8(at);
  }

  u2(at: number): number {
    return this.view.getUint16(at);
  }

  i4(at: number): number {
    return this.view.getInt32(at);
  }

  u4(at: number): number {
    return this.view.getUint32(at);
  }

  tagOf(index: number): number {
    return this.pool[index]?.tag ?? 0;
  }

  /** Where the value of a constant begins. */
  placeOf(index: number): number {
    const entry = this.pool[index];
    if (!entry) throw new RangeError('no constant');
    return entry.at;
  }

  /** A text; its encoding differs from UTF-8 in characters that no comparison needs. */
  text(index: number): string {
    const known = this.texts.get(index);
    if (known !== undefined) return known;
    const at = this.placeOf(index);
    if (this.tagOf(index) !== UTF8) throw new RangeError('no text');
    const end = at + 2 + this.u2(at);
    if (end > this.bytes.length) throw new RangeError('cut off');
    const { buffer, byteOffset } = this.bytes;
    const text = Buffer.from(buffer, byteOffset + at + 2, end - at - 2).toString('utf8');
    this.texts.set(index, text);
    return text;
  }

  /** The text that a constant names: of a class, a string, a module. */
  named(index: number): string {
    return this.text(this.u2(this.placeOf(index)));
  }

  /** Access flags, and names of the class, of the one that it extends, and of its interfaces. */
  header(): {
    readonly access: number;
    readonly name: string;
    readonly parent: string;
    readonly interfaces: string[];
  } {
    const at = this.head;
    const count = this.u2(at + 6);
    const parent = this.u2(at + 4);
    return {
      access: this.u2(at),
      name: this.named(this.u2(at + 2)),
      parent: parent === 0 ? '' : this.named(parent),
      interfaces: Array.from({ length: count }, (_, index) => this.named(this.u2(at + 8 + 2 * index))),
    };
  }

  /** Fields, then methods. */
  members(): { readonly fields: Member[]; readonly methods: Member[] } {
    const first = this.head + 8 + 2 * this.u2(this.head + 6);
    const fields = this.membersAt(first);
    return { fields: fields.members, methods: this.membersAt(fields.end).members };
  }

  private membersAt(start: number): { readonly members: Member[]; readonly end: number } {
    const members: Member[] = [];
    let at = start + 2;
    for (let left = this.u2(start); left > 0; left -= 1) {
      const [name, descriptor] = [this.text(this.u2(at + 2)), this.text(this.u2(at + 4))];
      members.push({ name, descriptor, attributes: at + 6 });
      at = this.endOfAttributes(at + 6);
    }
    return { members, end: at };
  }

  private endOfAttributes(start: number): number {
    let at = start + 2;
    for (let left = this.u2(start); left > 0; left -= 1) at += 6 + this.u4(at + 2);
    return at;
  }

  /** Where the content of a member's attribute begins; -1 without it. */
  attribute({ attributes }: Member, name: string): number {
    let at = attributes + 2;
    for (let left = this.u2(attributes); left > 0; left -= 1) {
      if (this.text(this.u2(at)) === name) return at + 6;
      at += 6 + this.u4(at + 2);
    }
    return -1;
  }
}
