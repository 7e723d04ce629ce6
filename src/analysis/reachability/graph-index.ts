import { PackageOwners, type Artifact, type Package } from '../../model/index.js';
import type { ReachabilityFacts } from './facts.js';

/** Facts of an artifact with what finds things in them. */
export interface GraphIndex {
  readonly facts: ReachabilityFacts;
  /** Path of each file in the artifact. */
  readonly paths: readonly string[];
  readonly byPath: ReadonlyMap<string, number>;
  /** Files of each group. */
  readonly byGroup: readonly (readonly number[])[];
  readonly groups: ReadonlyMap<string, number>;
  /** Index of the package that a file belongs to. */
  readonly rowOf: readonly (number | undefined)[];
  /** Indexes of packages that are parts of a file. */
  readonly partsOf: ReadonlyMap<string, readonly number[]>;
  /** Index of the package that is installed in a folder. */
  readonly rowByFolder: ReadonlyMap<string, number>;
  readonly rowById: ReadonlyMap<string, number>;
}

function add<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function partsByFile(packages: readonly Package[]): Map<string, number[]> {
  const parts = new Map<string, number[]>();
  for (const [row, { locations }] of packages.entries())
    for (const { path, ranges } of locations) if (ranges) add(parts, path, row);
  return parts;
}

function indexOf(facts: ReachabilityFacts, { packages }: Artifact): GraphIndex {
  const owners = new PackageOwners(packages);
  const byGroup: number[][] = facts.groups.map(() => []);
  const paths = facts.files.map(([group, path], at) => {
    byGroup[group]?.push(at);
    const folder = facts.groups[group] ?? '';
    return folder === '' ? path : `${folder}/${path}`;
  });
  return {
    facts,
    paths,
    byPath: new Map(paths.map((path, at) => [path, at])),
    byGroup,
    groups: new Map(facts.groups.map((folder, at) => [folder, at])),
    rowOf: paths.map((path) => owners.ownerOf(path)),
    partsOf: partsByFile(packages),
    rowByFolder: new Map(
      packages.flatMap(({ locations: [first] }, row) => (first && !first.ranges ? [[first.path, row]] : [])),
    ),
    rowById: new Map(packages.map(({ id }, row) => [id, row])),
  };
}

/** Many functions mount one artifact: it is indexed once. */
const known = new WeakMap<Artifact, GraphIndex>();

/** The index of an artifact's graph. */
export function graphIndex(facts: ReachabilityFacts, artifact: Artifact): GraphIndex {
  const cached = known.get(artifact);
  if (cached?.facts === facts) return cached;
  const index = indexOf(facts, artifact);
  known.set(artifact, index);
  return index;
}
