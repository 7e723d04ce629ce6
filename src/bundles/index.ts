import type { FileTree } from '../files/index.js';
import { bundleText } from './bundle-text.js';
import type { EvidenceReader } from './evidence.js';
import { inlinedManifest } from './inlined-manifest/index.js';
import { licenseComments } from './license-comments/index.js';
import { metafile } from './metafile/index.js';
import { pathComments } from './path-comments/index.js';
import { readBundle, type BundleContents } from './read-bundle.js';
import { sourceMap } from './source-map/index.js';

export type { EvidenceReader } from './evidence.js';
export type { BundleContents } from './read-bundle.js';

/** Strongest first. */
export const EVIDENCE_READERS: readonly EvidenceReader[] = [
  sourceMap,
  metafile,
  pathComments,
  inlinedManifest,
  licenseComments,
];

/**
 * Names the packages that a bundler melted into a JavaScript file.
 * @param tree where maps and descriptions of the build are looked for beside it.
 */
export function openBundle(path: string, bytes: Uint8Array, tree: FileTree): Promise<BundleContents> {
  return readBundle(bundleText(path, bytes), tree, EVIDENCE_READERS);
}
