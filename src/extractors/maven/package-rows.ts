import { maven, purlOf } from '../../ecosystems/index.js';
import type { ApplicationRoot, Package, PackageLocation } from '../../model/index.js';
import { groupBy } from '../../model/index.js';
import { foldersOfPackages } from './class-folders.js';
import { rootIdOf, rootPathOf, type JavaPackage } from './java-packages.js';
import { archiveOf } from './locate-jars.js';
import { readRequirements, type Requirements } from './requirements.js';

export interface JavaRows {
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
  /** Groups of applications whose own package is known, by the path of their place. */
  readonly ownGroups: ReadonlyMap<string, string>;
}

function idOf({ place, name }: JavaPackage): string {
  return `maven:${place.path}#${name}`;
}

/** The jar's package that a package lies in, by paths of jars. */
type Carriers = ReadonlyMap<string, string>;

function carriersAmong(packages: readonly JavaPackage[]): Carriers {
  return new Map(packages.filter(({ isHeld }) => !isHeld).map((each) => [each.place.path, idOf(each)]));
}

function carrierOf({ place, isHeld }: JavaPackage, carriers: Carriers): string | null {
  return carriers.get(isHeld ? place.path : archiveOf(place.path)) ?? null;
}

/** The folders of a held package's classes in the tree; its metadata, where none is found. */
function heldLocations({ identity, place }: JavaPackage, folders: readonly string[]): PackageLocation[] {
  const inside = (folder: string): string => (place.path === '' ? folder : `${place.path}!/${folder}`);
  const metadata = identity.properties ?? '';
  return [...folders.map(inside), metadata.slice(0, metadata.lastIndexOf('/'))].map((path) => ({ path }));
}

interface RowFacts {
  readonly dependencies: readonly string[];
  readonly direct: boolean | null;
  readonly isOwn: boolean;
  readonly carrier: string | null;
  readonly locations: readonly PackageLocation[];
}

/** The version of a row: one, several that cannot be told apart, or none. */
export function versionFields(
  versions: readonly string[],
): Pick<Package, 'versionState' | 'version' | 'candidates'> {
  const [version = null, ...others] = versions;
  if (others.length > 0) return { versionState: 'set', version: null, candidates: sorted(versions) };
  return { versionState: version === null ? 'unknown' : 'exact', version, candidates: [] };
}

function sorted(versions: readonly string[]): string[] {
  return versions.toSorted((a, b) => maven.versions.compare(a, b) ?? 0);
}

function presenceOf({ isHeld }: JavaPackage, { isOwn, carrier }: RowFacts): Package['presence'] {
  if (isOwn) return 'bundled';
  return isHeld || carrier !== null ? 'vendored' : 'installed';
}

function rowOf(found: JavaPackage, facts: RowFacts): Package {
  const { identity, name, licenses } = found;
  const { direct, carrier, dependencies, locations, isOwn } = facts;
  const fields = versionFields(identity.versions);
  return {
    id: idOf(found),
    purl: purlOf(maven.name, name, fields.version),
    ecosystem: maven.name,
    name,
    ...fields,
    presence: presenceOf(found, facts),
    basis: 'located',
    root: rootIdOf(rootPathOf(found)),
    direct: carrier === null ? direct : false,
    alias: null,
    origin: isOwn ? 'private' : 'unknown',
    vendoredIn: carrier,
    locations,
    bytes: 0,
    dependencies,
    unresolved: [],
    extraneous: false,
    licenses,
    evidence: identity.evidence,
    confidence: found.isHeld && identity.confidence === 'low' ? 'medium' : identity.confidence,
  };
}

/** Folders of held packages, by the package. */
function heldFolders(
  packages: readonly JavaPackage[],
  own: JavaPackage | undefined,
): ReadonlyMap<JavaPackage, readonly string[]> {
  const held = packages.filter((each) => each.isHeld && each !== own);
  const byPlace = groupBy(held, ({ place }) => [place]);
  return new Map(
    [...byPlace].flatMap(([{ folders }, members]) => {
      const found = foldersOfPackages(
        folders,
        members.map(({ name }) => name),
      );
      return members.map((each, index) => [each, found[index] ?? []] as const);
    }),
  );
}

function rowsOfRoot(
  packages: readonly JavaPackage[],
  carriers: Carriers,
  requirements: Requirements,
): Package[] {
  const own = packages[requirements.own ?? -1];
  const folders = heldFolders(packages, own);
  return packages.map((found, index) => {
    const targets = requirements.targets[index] ?? [];
    const isOwn = found === own;
    return rowOf(found, {
      dependencies: targets.flatMap((target) => (packages[target] ? [idOf(packages[target])] : [])),
      direct: requirements.direct(index),
      isOwn,
      carrier: carrierOf(found, carriers),
      locations: found.isHeld
        ? heldLocations(found, isOwn ? [] : (folders.get(found) ?? []))
        : [{ path: found.place.path }],
    });
  });
}

/** One row a package and place: a jar may be there twice under other names, and hold the same package's metadata twice. */
function distinct(packages: readonly JavaPackage[]): JavaPackage[] {
  return [...new Map(packages.map((each) => [idOf(each), each] as const).reverse()).values()].reverse();
}

/** Rows of all packages, with who requires whom in each root. */
export function javaRows(all: readonly JavaPackage[]): JavaRows {
  const packages = distinct(all);
  const carriers = carriersAmong(packages);
  const roots: ApplicationRoot[] = [];
  const ownGroups = new Map<string, string>();
  const rows: Package[] = [];
  for (const [path, members] of groupBy(packages, (each) => [rootPathOf(each)])) {
    const requirements = readRequirements(members);
    const own = members[requirements.own ?? -1];
    if (own) ownGroups.set(path, own.identity.group);
    roots.push({ id: rootIdOf(path), path, name: own?.name ?? null, manager: null });
    rows.push(...rowsOfRoot(members, carriers, requirements));
  }
  return { roots, packages: rows, ownGroups };
}
