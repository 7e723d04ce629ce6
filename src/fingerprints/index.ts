export { declaresTypes } from './declares-types.js';
export { familyOf } from './family-of.js';
export { fileOfGroup, versionsOfGroup } from './fingerprint-index.js';
export type {
  FingerprintIndex,
  IndexedBinary,
  IndexedDependency,
  IndexedFile,
  IndexedGroups,
  IndexedPackage,
  IndexedListing,
  IndexedText,
} from './fingerprint-index.js';
export { isShape, type Features } from './feature-log.js';
export { isAlwaysKept, MAX_SHAPE_SAMPLE, weightOf } from './index-format.js';
export { joinIndexes } from './join-indexes.js';
export { leaveOut } from './leave-out.js';
export { openIndex } from './open-index.js';
export { factsOfPackageVersion, type FileFacts, type PackageFacts } from './package-facts.js';
export type { PackageToIndex } from './pack-package.js';
export { textFacts, type TextFacts } from './published-text.js';
export type { PublishedCode, PublishedRelease } from './published-code.js';
export { readSource, type ReadSource } from './read-source.js';
export { packageOfSpecifier } from './resolve-in-package.js';
export { FEATURES_VERSION } from './source-features.js';
export { featureOfText } from './tree-walk.js';
export { writeIndex } from './write-index.js';
