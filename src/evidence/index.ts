import type { EvidenceReader } from './build-evidence.js';
import { inlinedManifest } from './inlined-manifest/index.js';
import { licenseComments } from './license-comments/index.js';
import { metafile } from './metafile/index.js';
import { pathComments } from './path-comments/index.js';
import { sourceMap } from './source-map/index.js';

/** Strongest first. */
export const EVIDENCE_READERS: readonly EvidenceReader[] = [
  sourceMap,
  metafile,
  pathComments,
  inlinedManifest,
  licenseComments,
];

export {
  noEvidence,
  type Amount,
  type CandidateVersions,
  type BuildEvidence,
  type Claim,
  type EvidenceContext,
  type EvidenceReader,
  type Import,
  type Mention,
  type MethodEvidence,
  type OriginalFile,
  type StatedVersion,
  type TrueName,
} from './build-evidence.js';
export { bundleText, type BundleText } from './bundle-text.js';
export { claimAt, fillGaps } from './claims.js';
export { identityOfManifest } from './manifest-text.js';
export { nearestCopy } from './nearest-copy.js';
export { soleValueAmong, soleVersion, versionsInRegions } from './version-strings.js';
export { DATA, FIRST_PARTY, GENERATED, type Owner, type OwningPackage } from './source-owner.js';
export { textFacts, type TextFacts } from './text-facts.js';
