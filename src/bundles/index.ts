import type { FileTree } from '../files/index.js';
import type { Candidate, Package } from '../model/index.js';
import { bundleText } from './bundle-text.js';
import type { EvidenceReader, FingerprintSource, PublishedSource } from './evidence.js';
import { fingerprint } from './fingerprint/index.js';
import { inlinedManifest } from './inlined-manifest/index.js';
import { nameBinaries } from './known-binaries.js';
import { licenseComments } from './license-comments/index.js';
import { metafile } from './metafile/index.js';
import { pathComments } from './path-comments/index.js';
import { readBundle, type BundleContents } from './read-bundle.js';
import { sourceMap } from './source-map/index.js';

export { claimAt } from './claims.js';
export { doesWithout } from './does-without.js';
export type { EvidenceReader, FingerprintSource, PublishedSource } from './evidence.js';
export { identityOfManifest } from './manifest-text.js';
export type { BundleContents } from './read-bundle.js';

/** Strongest first. */
export const EVIDENCE_READERS: readonly EvidenceReader[] = [
  sourceMap,
  metafile,
  pathComments,
  inlinedManifest,
  licenseComments,
  fingerprint,
];

/** What a bundle is read with. */
export interface BundleSurroundings {
  /** Where maps and descriptions of the build are looked for beside it. */
  readonly tree: FileTree;
  /** What its code is compared with, when more than what the bundler left is wanted. */
  readonly fingerprints?: FingerprintSource;
  /** Where more is fetched from, when the index is not to be all. */
  readonly published?: PublishedSource | null;
  /** What is likely to be in it. */
  readonly candidates?: readonly Candidate[];
  /** Whether names are enough, where places cost time: of copies inside packages. */
  readonly namesOnly?: boolean;
  /** Whether no time is left to compare code with what is known. */
  readonly isLate?: () => boolean;
}

const NO_FINGERPRINTS: FingerprintSource = () => Promise.resolve(null);

/** Names the packages that a bundler melted into a JavaScript file. */
export function openBundle(
  path: string,
  bytes: Uint8Array,
  {
    tree,
    fingerprints = NO_FINGERPRINTS,
    published = null,
    candidates = [],
    namesOnly = false,
    isLate = () => false,
  }: BundleSurroundings,
): Promise<BundleContents> {
  return readBundle(bundleText(path, bytes), tree, {
    readers: EVIDENCE_READERS,
    fingerprints,
    published,
    candidates,
    namesOnly,
    isLate,
  });
}

/** Names the packages that published some binaries as they are. */
export function openBinaries(
  paths: readonly string[],
  { tree, fingerprints = NO_FINGERPRINTS, published = null, candidates = [] }: BundleSurroundings,
): Promise<Package[]> {
  return nameBinaries(paths, tree, { fingerprints, published, candidates });
}
