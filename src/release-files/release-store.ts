import { ScanError } from '../model/index.js';

/** One content that a file had in some releases. */
export interface KnownContent {
  /** Of a source: the first 8 bytes of its sha256. Of a module: its code identity. Both in hex. */
  readonly hash: string;
  /** Bytes of a source; 0 of a module. */
  readonly size: number;
  /** A bit for each indexed release that has it. */
  readonly releases: number;
}

/** A file that some releases of a package have. */
export interface KnownFile {
  /** Below the folder that packages are installed into; of a module without its ABI tag: `pkg/_mod.so`. */
  readonly path: string;
  /** `library`: a shared library whose name holds a hash of its content. */
  readonly kind: 'source' | 'module' | 'library';
  readonly releases: number;
  /** Empty where no content was read: then only the path is known. */
  readonly contents: readonly KnownContent[];
}

/** A package, and the files of some of its releases as their wheels record them. */
export interface KnownPackage {
  readonly name: string;
  /** All versions that were published, ascending; of pre-releases those that are indexed. */
  readonly published: readonly string[];
  /** Positions in `published` of the releases whose files are known, ascending; bit n of `releases` is number n of them. */
  readonly indexed: readonly number[];
  /** Modules whose text held the release's own version in every release that was read. */
  readonly versionFiles: ReadonlySet<string>;
  /** Whether a release may have the same sources as the one before, as far as its history shows. */
  readonly repeatsSources: boolean;
  /** The same for sources of the same sizes. */
  readonly repeatsSizes: boolean;
  readonly files: ReadonlyMap<string, KnownFile>;
  /** For each indexed release, how many files show that a copy is whole: see `showsWhole`. */
  readonly totals: readonly number[];
  /** It has native modules and no sources. */
  readonly isNative: boolean;
}

/** Files of published releases, by path. */
export interface ReleaseStore {
  readonly packages: readonly KnownPackage[];
  /** The packages that have a file of this path. */
  at(path: string): readonly KnownPackage[];
}

/** A file as it is stored: path, releases, then hash, size and releases of each content. */
export type StoredFile = readonly [path: string, releases: number, ...contents: (string | number)[]];

export interface StoredPackage {
  readonly name: string;
  readonly published: readonly string[];
  readonly indexed: readonly number[];
  readonly versionFiles: readonly string[];
  readonly repeatsSources: boolean;
  readonly repeatsSizes: boolean;
  readonly files: readonly StoredFile[];
}

/** `numpy.libs/libgfortran-040039e1.so.5`: auditwheel puts the start of the content's hash into the name. */
const LIBRARY = /^[^/]+\.libs\//;

function kindOf(path: string): KnownFile['kind'] {
  if (path.endsWith('.py')) return 'source';
  return LIBRARY.test(path) ? 'library' : 'module';
}

const FIELDS_OF_CONTENT = 3;

function fileOf([path, releases, ...fields]: StoredFile): KnownFile {
  const contents: KnownContent[] = [];
  for (let at = 0; at + FIELDS_OF_CONTENT <= fields.length; at += FIELDS_OF_CONTENT)
    contents.push({
      hash: String(fields[at]),
      size: Number(fields[at + 1]),
      releases: Number(fields[at + 2]),
    });
  return { path, kind: kindOf(path), releases, contents };
}

function isSizedSource({ kind, contents }: KnownFile): boolean {
  return kind === 'source' && contents.some(({ size }) => size > 0);
}

/** Whether a file counts for how whole a copy is: sources that are not empty, of packages without any, modules. */
export function showsWhole(file: KnownFile, { isNative }: Pick<KnownPackage, 'isNative'>): boolean {
  return isNative ? file.kind === 'module' : isSizedSource(file);
}

function totalsOf(files: readonly KnownFile[], releases: number, isNative: boolean): number[] {
  const counted = files.filter((file) => showsWhole(file, { isNative }));
  return Array.from(
    { length: releases },
    (_each, bit) => counted.filter((file) => file.releases & (1 << bit)).length,
  );
}

function packageOf({ files, versionFiles, ...facts }: StoredPackage): KnownPackage {
  const all = files.map(fileOf);
  const isNative = !all.some(isSizedSource);
  return {
    ...facts,
    versionFiles: new Set(versionFiles),
    files: new Map(all.map((file) => [file.path, file])),
    totals: totalsOf(all, facts.indexed.length, isNative),
    isNative,
  };
}

function parsed(text: string): readonly StoredPackage[] {
  try {
    return JSON.parse(text) as readonly StoredPackage[];
  } catch (cause) {
    throw new ScanError('data', 'The store of published releases is damaged.', {
      hint: 'Reinstall stowaway.',
      cause,
    });
  }
}

/** Opens a store that `composeReleaseStore` made. Its bytes were checked before. @throws ScanError when it is damaged. */
export function openReleaseStore(text: string): ReleaseStore {
  const packages = parsed(text).map(packageOf);
  const byPath = new Map<string, KnownPackage[]>();
  for (const each of packages)
    for (const path of each.files.keys()) {
      const known = byPath.get(path);
      if (known) known.push(each);
      else byPath.set(path, [each]);
    }
  return { packages, at: (path) => byPath.get(path) ?? [] };
}

/** The versions of some releases, ascending. */
export function versionsOf({ published, indexed }: KnownPackage, releases: number): string[] {
  return indexed.flatMap((position, bit) => {
    const version = published[position];
    return version !== undefined && releases & (1 << bit) ? [version] : [];
  });
}
