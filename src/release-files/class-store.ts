import { ScanError } from '../model/index.js';
import { FINGERPRINT_BYTES } from './class-fingerprint.js';

/** A library, and the classes of some of its releases. */
export interface KnownLibrary {
  readonly name: string;
  /** All versions that were published, ascending, without pre-releases. */
  readonly published: readonly string[];
  /** Positions in `published` of the releases whose classes are known, ascending; bit n of `releases` is number n of them. */
  readonly indexed: readonly number[];
  /** How many classes of each indexed release the store has. */
  readonly totals: readonly number[];
}

/** A class as the releases of one library have it. */
export interface KnownClass {
  readonly library: KnownLibrary;
  /** A bit for each indexed release that has it. */
  readonly releases: number;
}

/** Classes of published releases, by their fingerprints. */
export interface ClassStore {
  readonly libraries: readonly KnownLibrary[];
  /** The class with a fingerprint, if it is of one library alone. */
  at(hash: string): KnownClass | undefined;
}

/** Fingerprints in base 64, one behind the other, of all classes that the same releases have. */
type StoredClasses = readonly [releases: number, hashes: string];

export interface StoredLibrary extends Omit<KnownLibrary, 'totals'> {
  readonly classes: readonly StoredClasses[];
}

/** What the classes of a library's releases are, in the order of `indexed`. */
export interface LibraryClasses {
  readonly name: string;
  readonly published: readonly string[];
  readonly releases: readonly { readonly version: string; readonly hashes: readonly string[] }[];
}

/** Of classes that all releases have, one of so many is kept: they name a library, and tell nothing of its version. */
const COMMON_KEPT = 4;
/** Fewer classes than these are kept whole. */
const FEW_CLASSES = 40;

/** Classes by their fingerprints, with a bit for each release that has them. */
function releasesByHash({ releases }: LibraryClasses): Map<string, number> {
  const found = new Map<string, number>();
  for (const [bit, { hashes }] of releases.entries())
    for (const hash of hashes) found.set(hash, (found.get(hash) ?? 0) | (1 << bit));
  return found;
}

function libraryOf(library: LibraryClasses, isShared: (hash: string) => boolean): StoredLibrary {
  const { name, published, releases } = library;
  const all = (1 << releases.length) - 1;
  const own = [...releasesByHash(library)].filter(([hash]) => !isShared(hash));
  const common = own.filter(([, mask]) => mask === all).length;
  const groups = new Map<number, string[]>();
  for (const [hash, mask] of own) {
    const isKept =
      mask !== all || common <= FEW_CLASSES || parseInt(hash.slice(0, 4), 16) % COMMON_KEPT === 0;
    if (isKept) groups.set(mask, [...(groups.get(mask) ?? []), hash]);
  }
  const classes = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([mask, hashes]): StoredClasses => [
      mask,
      Buffer.from(hashes.sort().join(''), 'hex').toString('base64'),
    ]);
  const indexed = releases.map(({ version }) => published.indexOf(version));
  return { name, published, indexed, classes };
}

/** The text of a store. Classes that several libraries have tell nothing, and are left out. */
export function composeClassStore(libraries: readonly LibraryClasses[]): string {
  const owners = new Map<string, number>();
  for (const library of libraries)
    for (const hash of releasesByHash(library).keys()) owners.set(hash, (owners.get(hash) ?? 0) + 1);
  return JSON.stringify(libraries.map((each) => libraryOf(each, (hash) => (owners.get(hash) ?? 0) > 1)));
}

/** Characters of base 64 for each byte. */
const TEXT_A_BYTE = 4 / 3;

function knownLibrary({ classes, ...library }: StoredLibrary): KnownLibrary {
  const sizes = classes.map(
    ([releases, text]) =>
      [releases, Math.floor(text.replace(/=+$/, '').length / TEXT_A_BYTE / FINGERPRINT_BYTES)] as const,
  );
  const totals = library.indexed.map((_position, bit) =>
    sizes.reduce((sum, [releases, size]) => (releases & (1 << bit) ? sum + size : sum), 0),
  );
  return { ...library, totals };
}

function addClasses(
  classes: Map<string, KnownClass>,
  groups: readonly StoredClasses[],
  library: KnownLibrary,
): void {
  for (const [releases, text] of groups) {
    const hashes = Buffer.from(text, 'base64').toString('hex');
    for (let at = 0; at < hashes.length; at += 2 * FINGERPRINT_BYTES)
      classes.set(hashes.slice(at, at + 2 * FINGERPRINT_BYTES), { library, releases });
  }
}

/** Opens a store that `composeClassStore` made. Its bytes were checked before. @throws ScanError when it is damaged. */
export function openClassStore(text: string): ClassStore {
  const classes = new Map<string, KnownClass>();
  let stored: readonly StoredLibrary[];
  try {
    stored = JSON.parse(text) as readonly StoredLibrary[];
  } catch (cause) {
    throw new ScanError('data', 'The store of Java classes is damaged.', {
      hint: 'Reinstall stowaway.',
      cause,
    });
  }
  const known = stored.map((each) => {
    const library = knownLibrary(each);
    addClasses(classes, each.classes, library);
    return library;
  });
  return { libraries: known, at: (hash) => classes.get(hash) };
}
