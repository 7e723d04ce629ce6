import type { FingerprintIndex, IndexedFile, IndexedPackage } from './fingerprint-index.js';
import { isShape } from '../features/feature-log.js';
import { isKept, shapeSampleFor } from './index-format.js';
import { filesByPackage } from './files-by-package.js';
import type { PackedBinary, PackedGroup, PackedPackage } from './pack-package.js';

/** An index that lists its features. */
export interface ListedIndex extends FingerprintIndex {
  /** All features, ascending. */
  readonly features: () => Uint32Array;
}

/** Packages of an index, ready to be written into another one. */
export interface Repacked {
  readonly packages: readonly PackedPackage[];
  /** Features that too many packages of the index have. Which packages have them is not known any more. */
  readonly common: ReadonlySet<number>;
}

function bitmapOf(members: readonly number[], versions: number): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(versions / 8));
  for (const member of members) bitmap[member >> 3] = (bitmap[member >> 3] ?? 0) | (1 << (member & 7));
  return bitmap;
}

/** The features of each group, by the group's number. */
function featuresOfGroups(index: ListedIndex): { readonly held: number[][]; readonly common: Set<number> } {
  const held = Array.from(index.groups.files, (): number[] => []);
  const common = new Set<number>();
  for (const feature of index.features()) {
    const groups = index.groupsOf(feature) ?? [];
    if (groups.length === 0) common.add(feature);
    for (let at = 0; at < groups.length; at += 1) held[groups[at] ?? 0]?.push(feature);
  }
  return { held, common };
}

function binariesOf(owner: IndexedPackage, { binaries }: FingerprintIndex): PackedBinary[] {
  const numbers = new Map(owner.sets.map((members, number) => [members.join(), number]));
  return binaries
    .filter((each) => each.package === owner)
    .map(({ path, sha256, versions }) => ({ path, sha256, set: numbers.get(versions.join()) ?? 0 }));
}

/** How many distinct shapes a package has in its groups. */
function countShapes(groups: readonly PackedGroup[]): number {
  return new Set(groups.flatMap(({ features }) => features.filter(isShape))).size;
}

/**
 * Takes packages out of an index, without reading what was published again.
 * @param maxShapes the approximate number of shapes to keep of a package. What the index has left out stays out.
 */
export function repackPackages(
  index: ListedIndex,
  { names, maxShapes = () => Infinity }: { names: ReadonlySet<string>; maxShapes?: (name: string) => number },
): Repacked {
  const { held, common } = featuresOfGroups(index);
  const files = filesByPackage(index);
  const groupsOf = ({ firstGroup, endGroup }: IndexedFile): PackedGroup[] =>
    held.slice(firstGroup, endGroup).map((features, at) => {
      return { set: index.groups.sets[firstGroup + at] ?? 0, features };
    });
  const packages = index.packages
    .filter(({ name }) => names.has(name))
    .map((owner): PackedPackage => {
      const { name, forkGroup, shapeSample, published, versions, sets } = owner;
      const { dependencies, texts, someImport } = owner;
      const places = new Map(published.map((version, place) => [version, place]));
      const own = files.get(owner) ?? [];
      const shapes = shapeSample * countShapes(own.flatMap(groupsOf));
      const sample = Math.max(shapeSample, shapeSampleFor(shapes, maxShapes(name)));
      const thinned = (file: IndexedFile): PackedGroup[] =>
        groupsOf(file)
          .map(({ set, features }) => ({ set, features: features.filter((each) => isKept(each, sample)) }))
          .filter(({ features }) => features.length > 0);
      return {
        name,
        forkGroup,
        shapeSample: sample,
        published,
        indexed: versions.map((version) => places.get(version) ?? 0),
        sets: sets.map((members) => bitmapOf(members, versions.length)),
        dependencies,
        files: own.map((file) => {
          const { path, isEntry, isEsModule: isModule, isScript, imports } = file;
          return { path, isEntry, isModule, isScript, imports, groups: thinned(file) };
        }),
        binaries: binariesOf(owner, index),
        texts,
        someImport,
      };
    });
  return { packages, common };
}
