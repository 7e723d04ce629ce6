/** What a class is to have: two methods, of which the first makes the calls and the second loads the texts. */
export interface ClassParts {
  readonly name: string;
  readonly interfaces?: readonly string[];
  /** Classes whose method `x` is called. */
  readonly calls?: readonly string[];
  readonly texts?: readonly string[];
  /** Constants in front of all others: they change the number of each. */
  readonly padding?: number;
  /** Puts the second method first. */
  readonly isReversed?: boolean;
}

/** Constants of a class, each once. */
class Pool {
  readonly parts: Buffer[] = [];
  private readonly places = new Map<string, number>();

  private add(key: string, part: () => Buffer): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const bytes = part();
    this.parts.push(bytes);
    this.places.set(key, this.parts.length);
    return this.parts.length;
  }

  text(text: string): number {
    return this.add(`t${text}`, () =>
      Buffer.concat([Buffer.from([1]), u2(Buffer.byteLength(text)), Buffer.from(text)]),
    );
  }

  named(tag: number, text: string): number {
    const at = this.text(text);
    return this.add(`${tag} ${text}`, () => Buffer.concat([Buffer.from([tag]), u2(at)]));
  }

  method(owner: string, name: string, descriptor: string): number {
    const [type, first, second] = [this.named(7, owner), this.text(name), this.text(descriptor)];
    const both = this.add(`n${name} ${descriptor}`, () =>
      Buffer.concat([Buffer.from([12]), u2(first), u2(second)]),
    );
    return this.add(`m${owner} ${name}`, () => Buffer.concat([Buffer.from([10]), u2(type), u2(both)]));
  }
}

function u2(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

function u4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function methodOf(pool: Pool, name: string, code: Buffer): Buffer {
  const attribute = Buffer.concat([u2(2), u2(2), u4(code.length), code, u2(0), u2(0)]);
  return Buffer.concat([
    u2(1),
    u2(pool.text(name)),
    u2(pool.text('()V')),
    u2(1),
    u2(pool.text('Code')),
    u4(attribute.length),
    attribute,
  ]);
}

/** The bytes of a class, as a compiler writes them. */
export function buildClass({
  name,
  interfaces = [],
  calls = [],
  texts = [],
  padding = 0,
  isReversed = false,
}: ClassParts): Buffer {
  const pool = new Pool();
  for (let index = 0; index < padding; index += 1) pool.text(`padding ${index}`);
  const head = [u2(0x21), u2(pool.named(7, name)), u2(pool.named(7, 'java/lang/Object'))];
  const own = interfaces.map((each) => u2(pool.named(7, each)));
  const field = Buffer.concat([u2(1), u2(pool.text('f')), u2(pool.text(`L${name};`)), u2(0)]);
  const invoked = calls.map((each) =>
    Buffer.concat([Buffer.from([184]), u2(pool.method(each, 'x', `(L${each};)V`))]),
  );
  const loaded = texts.map((each) =>
    Buffer.concat([Buffer.from([19]), u2(pool.named(8, each)), Buffer.from([87])]),
  );
  const filler = Buffer.from([3, 60, 27, 4, 96, 60, 27, 5, 104, 60, 177]);
  const first = methodOf(pool, 'm', Buffer.concat([...invoked, filler]));
  const second = methodOf(pool, 'n', Buffer.concat([...loaded, filler]));
  return Buffer.concat([
    Buffer.from('cafebabe0000003d', 'hex'),
    u2(pool.parts.length + 1),
    ...pool.parts,
    ...head,
    u2(own.length),
    ...own,
    u2(1),
    field,
    u2(2),
    ...(isReversed ? [second, first] : [first, second]),
    u2(0),
  ]);
}
