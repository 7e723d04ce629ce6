import { groupBy, PackageOwners, type Artifact, type Package } from '../../model/index.js';
import type { BundleFacts, GraphFacts } from './facts.js';

/** Facts of an artifact, with maps for look-ups. */
export interface GraphIndex {
  readonly facts: GraphFacts;
  /** Path of each file in the artifact. */
  readonly paths: readonly string[];
  readonly byPath: ReadonlyMap<string, number>;
  /** Indexes of files by group. */
  readonly byGroup: readonly (readonly number[])[];
  readonly groups: ReadonlyMap<string, number>;
  /** Index of the package that each file belongs to. */
  readonly rowOf: readonly (number | undefined)[];
  /** Parts and code of a bundle by its path. */
  readonly bundles: ReadonlyMap<string, BundleFacts[1]>;
  /** Indexes of the packages that are bundled in a file, by its path. */
  readonly partsOf: ReadonlyMap<string, readonly number[]>;
  /** Indexes of installed packages by their folder. */
  readonly rowByFolder: ReadonlyMap<string, number>;
  readonly rowById: ReadonlyMap<string, number>;
}

function partsByFile(packages: readonly Package[]): ReadonlyMap<string, readonly number[]> {
  return groupBy(packages.keys(), (row) =>
    (packages[row]?.locations ?? []).flatMap(({ path, ranges }) => (ranges ? path : [])),
  );
}

function indexOf(facts: GraphFacts, { packages }: Artifact): GraphIndex {
  const owners = new PackageOwners(packages);
  const byGroup: number[][] = facts.groups.map(() => []);
  const paths = facts.files.map(([group, path], at) => {
    byGroup[group]?.push(at);
    const folder = facts.groups[group] ?? '';
    if (path.startsWith('/')) return path.slice(1);
    return folder === '' ? path : `${folder}/${path}`;
  });
  return {
    facts,
    paths,
    byPath: new Map(paths.map((path, at) => [path, at])),
    byGroup,
    groups: new Map(facts.groups.map((folder, at) => [folder, at])),
    rowOf: paths.map((path) => owners.ownerOf(path)),
    bundles: new Map(facts.bundles),
    partsOf: partsByFile(packages),
    rowByFolder: new Map(
      packages.flatMap(({ locations: [first] }, row) => (first && !first.ranges ? [[first.path, row]] : [])),
    ),
    rowById: new Map(packages.map(({ id }, row) => [id, row])),
  };
}

/** Facts are indexed once, although many functions mount their artifact. */
const known = new WeakMap<GraphFacts, GraphIndex>();

/** Returns the index of an artifact, made at the first call. */
export function graphIndex(facts: GraphFacts, artifact: Artifact): GraphIndex {
  const cached = known.get(facts);
  if (cached) return cached;
  const index = indexOf(facts, artifact);
  known.set(facts, index);
  return index;
}
