/** A function or method by its package: `Parse`, `Server.ServeConn`. */
export interface GoSymbol {
  readonly package: string;
  readonly symbol: string;
}

/** Where parts begin that the compiler adds: closures and wrappers. */
const CLOSURE = /\.(?:func|gowrap|deferwrap)\d/;
/** What it adds at the end: wrappers of methods and of calling conventions. */
const WRAPPER = /(?:-fm|-range\d{1,9}|\.abi\w{1,9})$/;

/**
 * The symbol behind a name in a program's table: `golang.org/x/net/html.(*Tokenizer).Next`, `gopkg.in/yaml%2ev2.Unmarshal`; null for
 * what is none. https://go.dev/src/cmd/internal/objabi/path.go: dots in the last part of a path are escaped.
 */
export function symbolOf(name: string): GoSymbol | null {
  const plain = name.includes('[')
    ? name.slice(0, name.indexOf('[')) + name.slice(name.lastIndexOf(']') + 1)
    : name;
  const slash = plain.lastIndexOf('/', plain.includes('(') ? plain.indexOf('(') : plain.length);
  const dot = plain.indexOf('.', slash + 1);
  if (dot <= 0 || name.startsWith('type:') || name.startsWith('go:')) return null;
  const path = plain
    .slice(0, dot)
    .replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const own = plain.slice(dot + 1).replace(/^\(\*?([^()]*)\)/, '$1');
  const closure = own.search(CLOSURE);
  const symbol = (closure > 0 ? own.slice(0, closure) : own).replace(WRAPPER, '');
  return symbol === '' ? null : { package: path, symbol };
}

/** Bytes of one entry: two names of different symbols are alike in one of 10^14 cases, and a symbol then counts as linked. */
const ENTRY_BYTES = 6;

/** FNV-1a of two starts, 48 bits of them. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let [first, second] = [0x811c_9dc5, 0x1234_5678];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x0100_0193);
    second = Math.imul(second ^ code, 0x0100_01b3);
  }
  return (first >>> 0) * 0x1_0000 + ((second >>> 8) & 0xffff);
}

/** Separates a package from its symbol: no path has it. */
const SEPARATOR = '\0';

/** All symbols of a program in a form that is small and can be stored: hashes, in base 64. */
export function encodeSymbols(symbols: Iterable<GoSymbol>): string {
  const entries = new Set<number>();
  for (const { package: path, symbol } of symbols) {
    entries.add(hashOf(path));
    entries.add(hashOf(path + SEPARATOR + symbol));
    // A type has methods that are linked: records name types, too.
    const dot = symbol.indexOf('.');
    if (dot > 0) entries.add(hashOf(path + SEPARATOR + symbol.slice(0, dot)));
  }
  const bytes = Buffer.alloc(entries.size * ENTRY_BYTES);
  const sorted = Float64Array.from(entries).sort();
  for (const [index, entry] of sorted.entries()) bytes.writeUIntBE(entry, index * ENTRY_BYTES, ENTRY_BYTES);
  return bytes.toString('base64');
}

/** The symbols of a program, as `encodeSymbols` stored them. */
export class LinkedSymbols {
  private readonly entries: ReadonlySet<number>;

  constructor(stored: string) {
    const bytes = Buffer.from(stored, 'base64');
    const count = Math.floor(bytes.length / ENTRY_BYTES);
    this.entries = new Set(
      Array.from({ length: count }, (_, index) => bytes.readUIntBE(index * ENTRY_BYTES, ENTRY_BYTES)),
    );
  }

  /** Whether any function of a package is linked. */
  hasPackage(path: string): boolean {
    return this.entries.has(hashOf(path));
  }

  /** Whether a function, a method, or any method of a type is linked. */
  has(path: string, symbol: string): boolean {
    return this.entries.has(hashOf(path + SEPARATOR + symbol));
  }
}
