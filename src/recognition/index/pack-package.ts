import { npm } from '../../ecosystems/index.js';
import { isKept } from './index-format.js';
import type { FileFacts, PackageFacts } from '../facts/package-facts.js';
import type { TextFacts } from '../../evidence/index.js';
import { VersionSets } from './version-sets.js';

/** A package to be indexed. */
export interface PackageToIndex {
  readonly name: string;
  /** Packages that are forks or parts of one another share this name. A feature that only they have counts as one package's. */
  readonly forkGroup: string;
  /** Every published version, indexed or not, in any order. */
  readonly published: readonly string[];
  readonly versions: readonly PackageFacts[];
  /** Requirements of published versions, indexed or not: version → name → range. `versions` brings its own. */
  readonly dependencies: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Names that published versions require as optional. If absent, no requirement is known to be optional. */
  readonly optional?: ReadonlyMap<string, ReadonlySet<string>>;
  /** One of so many shapes is kept: a power of two up to `MAX_SHAPE_SAMPLE`; 1 keeps all. */
  readonly shapeSample: number;
}

/** Features of one file that the same versions have. */
export interface PackedGroup {
  readonly set: number;
  readonly features: number[];
}

export interface PackedFile {
  readonly path: string;
  readonly isEntry: boolean;
  readonly isModule: boolean;
  readonly isScript: boolean;
  readonly imports: readonly string[];
  readonly groups: readonly PackedGroup[];
}

/** A binary that some versions publish. */
export interface PackedBinary {
  readonly path: string;
  readonly sha256: string;
  set: number;
}

/** The text of a file in some versions. */
export interface PackedText extends TextFacts {
  /** Position among the package's files. */
  readonly file: number;
  set: number;
}

/** An import that some versions of a file have, and others do not. */
export interface PackedImport {
  readonly name: string;
  /** Position among the package's files. */
  readonly file: number;
  readonly set: number;
}

/** A requirement of some published versions. */
export interface PackedDependency {
  readonly name: string;
  readonly range: string;
  /** Whether these versions work without it. */
  readonly isOptional: boolean;
  /** Start and end positions in `published` of runs of these versions, ascending. */
  readonly runs: readonly number[];
}

/** A package as an index stores it: facts grouped by the versions that share them. */
export interface PackedPackage {
  readonly name: string;
  readonly forkGroup: string;
  readonly shapeSample: number;
  readonly published: readonly string[];
  /** Positions of the indexed versions in `published`, ascending. */
  readonly indexed: readonly number[];
  readonly sets: readonly Uint8Array[];
  readonly dependencies: readonly PackedDependency[];
  readonly files: readonly PackedFile[];
  readonly binaries: readonly PackedBinary[];
  readonly texts: readonly PackedText[];
  readonly someImport: readonly PackedImport[];
}

/** Valid versions, ascending, each once. */
export function inOrder(versions: Iterable<string>): string[] {
  const valid = [...new Set(versions)].filter(npm.versions.isValid);
  return valid.sort((a, b) => npm.versions.compare(a, b) ?? 0);
}

/** One file in all versions that have it. A file that becomes an ECMAScript module, or ceases to be one, counts as another file. */
interface FileHistory {
  readonly path: string;
  readonly isModule: boolean;
  isEntry: boolean;
  /** In every version that has it. */
  isScript: boolean;
  /** Number of the set of versions that have it. */
  holders: number;
  /** Name → number of the set of versions that import it. */
  readonly imports: Map<string, number>;
  /** Feature → number of the set of versions that have it. */
  readonly features: Map<number, number>;
}

function packFile({ path, isEntry, isModule, isScript, features, imports }: FileHistory): PackedFile {
  const groups = new Map<number, PackedGroup>();
  for (const [feature, set] of features) {
    const group = groups.get(set) ?? { set, features: [] };
    groups.set(set, group);
    group.features.push(feature);
  }
  const names = [...imports.keys()].sort();
  return { path, isEntry, isModule, isScript, imports: names, groups: [...groups.values()] };
}

function importsOfSome(histories: readonly FileHistory[]): PackedImport[] {
  return histories.flatMap(({ holders, imports }, file) =>
    [...imports].flatMap(([name, set]) => (set === holders ? [] : [{ name, file, set }])),
  );
}

function historiesOf(
  versions: readonly PackageFacts[],
  sets: VersionSets,
  shapeSample: number,
): FileHistory[] {
  const histories = new Map<string, FileHistory>();
  const add = (ordinal: number, file: FileFacts): void => {
    const { path, isEntry, isModule, isScript, imports, features } = file;
    const key = `${isModule} ${path}`;
    const known = histories.get(key);
    const history = known ?? {
      path,
      isModule,
      isEntry,
      isScript,
      holders: 0,
      imports: new Map(),
      features: new Map(),
    };
    histories.set(key, history);
    history.isEntry ||= isEntry;
    history.isScript &&= isScript;
    history.holders = sets.plus(history.holders, ordinal);
    for (const name of imports) history.imports.set(name, sets.plus(history.imports.get(name) ?? 0, ordinal));
    for (const feature of features)
      if (isKept(feature, shapeSample))
        history.features.set(feature, sets.plus(history.features.get(feature) ?? 0, ordinal));
  };
  for (const [ordinal, { files }] of versions.entries()) for (const file of files) add(ordinal, file);
  return [...histories.values()];
}

function packBinaries(versions: readonly PackageFacts[], sets: VersionSets): PackedBinary[] {
  const packed = new Map<string, PackedBinary>();
  for (const [ordinal, { binaries }] of versions.entries())
    for (const [path, sha256] of binaries ?? []) {
      const known = packed.get(`${sha256} ${path}`) ?? { path, sha256, set: 0 };
      packed.set(`${sha256} ${path}`, known);
      known.set = sets.plus(known.set, ordinal);
    }
  return [...packed.values()];
}

/** @param places positions of files by path. */
function packTexts(
  versions: readonly PackageFacts[],
  sets: VersionSets,
  places: ReadonlyMap<string, number>,
): PackedText[] {
  const packed = new Map<string, PackedText>();
  for (const [ordinal, { files }] of versions.entries())
    for (const { path, text } of files) {
      const file = places.get(path) ?? 0;
      const key = `${file} ${text.hash}`;
      const known = packed.get(key) ?? { file, ...text, set: 0 };
      packed.set(key, known);
      known.set = sets.plus(known.set, ordinal);
    }
  return [...packed.values()].sort((a, b) => a.file - b.file);
}

/** Adds a position at the end of runs of positions. */
function extendRuns(runs: number[], place: number): void {
  if (runs.at(-1) === place) runs[runs.length - 1] = place + 1;
  else runs.push(place, place + 1);
}

/** @param optional names that each version requires as optional. */
export function packDependencies(
  versions: readonly (ReadonlyMap<string, string> | undefined)[],
  optional: readonly (ReadonlySet<string> | undefined)[] = [],
): PackedDependency[] {
  const found = new Map<string, PackedDependency & { readonly runs: number[] }>();
  for (const [place, dependencies] of versions.entries())
    for (const [name, range] of dependencies ?? []) {
      const isOptional = optional[place]?.has(name) ?? false;
      const key = `${name} ${range} ${isOptional}`;
      const known = found.get(key) ?? { name, range, isOptional, runs: [] };
      found.set(key, known);
      extendRuns(known.runs, place);
    }
  return [...found.values()];
}

/** Groups the facts of a package's versions. Facts of one version that are given twice count once. */
export function packPackage({ name, forkGroup, ...given }: PackageToIndex): PackedPackage {
  const facts = new Map(given.versions.map((each) => [each.version, each]));
  const published = inOrder([...given.published, ...facts.keys()]);
  const indexed = published.flatMap((version, place) => (facts.has(version) ? [place] : []));
  const versions = indexed.flatMap((place) => facts.get(published[place] ?? '') ?? []);
  const sets = new VersionSets(indexed.length);
  const histories = historiesOf(versions, sets, given.shapeSample);
  const files = histories.map(packFile);
  return {
    name,
    forkGroup,
    shapeSample: given.shapeSample,
    published,
    indexed,
    dependencies: packDependencies(
      published.map((version) => facts.get(version)?.dependencies ?? given.dependencies.get(version)),
      published.map((version) => given.optional?.get(version)),
    ),
    files,
    binaries: packBinaries(versions, sets),
    texts: packTexts(versions, sets, new Map(files.map(({ path }, place) => [path, place]))),
    someImport: importsOfSome(histories),
    sets: sets.bitmaps(),
  };
}
