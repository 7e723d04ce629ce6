import { bundleText } from '../evidence/index.js';
import type { FileTree } from '../files/index.js';
import type { Package } from '../model/index.js';
import type { CodeSources, FingerprintSource } from './code-sources.js';
import { nameBinaries } from './compose-rows/known-binaries.js';
import { readBundle, type BundleContents, type ReadingOptions } from './compose-rows/read-bundle.js';

export type { CodeSources, FingerprintSource, PublishedSource } from './code-sources.js';
export { isOptionalFor } from './compose-rows/optional-requirements.js';
export type { BundleContents } from './compose-rows/read-bundle.js';
export { declaresTypes } from './features/declares-types.js';
export { forkGroupOf } from './index/fork-group.js';
export type {
  FingerprintIndex,
  IndexedBinary,
  IndexedDependency,
  IndexedFile,
  IndexedGroups,
  IndexedPackage,
  IndexedListing,
  IndexedText,
} from './index/fingerprint-index.js';
export { isShape, type Features } from './features/feature-log.js';
export { shapeSampleFor } from './index/index-format.js';
export { joinIndexes } from './index/join-indexes.js';
export { withoutPackages } from './index/without-packages.js';
export { openIndex } from './index/open-index.js';
export { factsOfPackageVersion, type FileFacts, type PackageFacts } from './facts/package-facts.js';
export type { PackageToIndex } from './index/pack-package.js';
export type { TextFacts } from '../evidence/index.js';
export type { PublishedCode, PublishedRelease } from './facts/published-code.js';
export { FEATURES_VERSION } from './features/source-features.js';
export type { ListedIndex } from './index/repack-packages.js';
export { writeIndex } from './index/write-index.js';

/** How a bundle is read; absent options are not used. */
export interface BundleContext extends Partial<ReadingOptions> {
  /** Where source maps and descriptions of the build are searched. */
  readonly tree: FileTree;
}

const NO_FINGERPRINTS: FingerprintSource = () => Promise.resolve(null);
const NO_SOURCES: CodeSources = { fingerprints: NO_FINGERPRINTS, published: null, candidates: [] };

/** Names the packages that a bundler put into a JavaScript file. */
export function openBundle(
  path: string,
  bytes: Uint8Array,
  { tree, ...options }: BundleContext,
): Promise<BundleContents> {
  const defaults = { ...NO_SOURCES, namesOnly: false, isCompared: true };
  return readBundle(bundleText(path, bytes), tree, { ...defaults, ...options });
}

/** Names the packages that published some binary files unchanged. */
export function openBinaries(
  paths: readonly string[],
  { tree, ...options }: BundleContext,
): Promise<Package[]> {
  return nameBinaries(paths, tree, { ...NO_SOURCES, ...options });
}
