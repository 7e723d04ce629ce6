import { candidateVersions, type VersionClaim } from './candidate-versions.js';
import {
  EQUAL_SIZES,
  EQUAL_SOURCE_BYTES,
  LEAST_OWN_PATHS,
  LEAST_PRESENT,
  MOST_PRESENT,
  SIMILAR_MODULE,
} from './parameters.js';
import { showsWhole, type KnownFile, type KnownPackage, type ReleaseStore } from './release-store.js';
import { releasesWith, sourceBytes, type SeenFile } from './seen-file.js';

/** A copy of a package, without its metadata. */
export interface ReleaseCopy extends VersionClaim {
  readonly name: string;
  readonly files: readonly SeenFile[];
  /** Number of files whose content some release has, and of all. */
  readonly equal: number;
  readonly total: number;
}

/** The largest part of one release that is among some files. */
export function largestPresence(known: KnownPackage, seen: readonly KnownFile[]): number {
  const there = seen.filter((file) => showsWhole(file, known));
  const parts = known.totals.map((total, bit) =>
    total === 0 ? 0 : there.filter(({ releases }) => releases & (1 << bit)).length / total,
  );
  return Math.max(0, ...parts);
}

function bytesOf(files: readonly SeenFile[]): number {
  return files.reduce((sum, file) => sum + sourceBytes(file), 0);
}

/** Whether files whose content some release has, at places that no other package has, are enough. */
function hasEqualFiles(equal: readonly SeenFile[]): boolean {
  const byHash = equal.filter(({ content }) => content.kind === 'source');
  const bySize = equal.filter(({ content }) => content.kind === 'compiled');
  return (
    equal.length > byHash.length + bySize.length ||
    bytesOf(byHash) >= EQUAL_SOURCE_BYTES ||
    bySize.length >= EQUAL_SIZES.files ||
    bytesOf(bySize) >= EQUAL_SIZES.bytes
  );
}

/** Whether the only module of a package is there in a release that is not known: of its name, and about as large. */
function isSimilarModule({ totals }: KnownPackage, own: readonly SeenFile[]): boolean {
  return own.some((file) => {
    const size = sourceBytes(file);
    const { path, contents } = file.known;
    const isOnly = !path.includes('/') && totals.every((total) => total <= 1);
    const isNear = contents.some(
      (known) => Math.abs(known.size - size) <= SIMILAR_MODULE.difference * known.size,
    );
    return isOnly && size >= SIMILAR_MODULE.bytes && isNear;
  });
}

/** A package's name in `files` that no content proves, by the paths that no other package has. */
function hasOwnPaths(own: readonly SeenFile[], presence: number): boolean {
  return presence >= MOST_PRESENT && own.length >= LEAST_OWN_PATHS;
}

/**
 * Decides whether files are a copy of a package, and which versions it may be; null where they are not enough of it. Files of
 * the same names that somebody else wrote are no copy.
 */
export function judgeCopy(
  known: KnownPackage,
  files: readonly SeenFile[],
  store: ReleaseStore,
): ReleaseCopy | null {
  const presence = largestPresence(
    known,
    files.map((file) => file.known),
  );
  if (presence < LEAST_PRESENT) return null;
  const own = files.filter((file) => store.at(file.known.path).length === 1);
  const equal = own.filter((file) => releasesWith(file));
  const claim = candidateVersions(known, files);
  const isNamed = claim.by === 'text' && presence >= MOST_PRESENT;
  const isCopy = hasEqualFiles(equal) || isNamed || hasOwnPaths(own, presence) || isSimilarModule(known, own);
  if (!isCopy) return null;
  const all = files.filter((file) => releasesWith(file)).length;
  return { name: known.name, files, equal: all, total: files.length, ...claim };
}
