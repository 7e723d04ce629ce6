/** A crate that a path in a program names. */
export interface NamedCrate {
  readonly name: string;
  readonly version: string;
  /** Whether it was unpacked from crates.io, not from another registry. */
  readonly isPublic: boolean;
}

/** Paths of sources that messages of panics name: `…/registry/src/index.crates.io-6f17d22bba15001f/regex-1.9.0/src/lib.rs`. */
const REGISTRY = 'registry/src/';
const CRATE =
  /^registry[/\\]src[/\\]([\w.-]{1,80})-[\da-f]{16}[/\\]([a-z][\w-]{0,63}?)-(\d+\.\d+\.\d+[\w.+-]{0,64})[/\\]/i;
/** crates.io, by its index of today and the one before. */
const PUBLIC = /^(?:index\.crates\.io|github\.com)$/;
/** Longest path that is looked at. */
const PATH_BYTES = 320;
/** Sources of Rust's own library: `/rustc/<commit>/library/core`. */
const OF_RUST = '/rustc/';

function placesOf(bytes: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + word.length)) places.push(at);
  return places;
}

/** Whether a program has paths of Rust's own library. */
export function isOfRust(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(OF_RUST);
}

/** Crates that messages of a program name, sorted. Some crates have no such message: there may be more. */
export function cratesInPaths(bytes: Uint8Array): NamedCrate[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, NamedCrate>();
  for (const at of [...placesOf(all, REGISTRY), ...placesOf(all, REGISTRY.replaceAll('/', '\\'))]) {
    const path = all.toString('latin1', at, at + PATH_BYTES);
    const [, host = '', name, version] = CRATE.exec(path) ?? [];
    if (name === undefined || version === undefined) continue;
    const key = `${name}@${version}`;
    const isPublic = PUBLIC.test(host);
    if (!found.has(key)) found.set(key, { name, version, isPublic });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, crate]) => crate);
}
