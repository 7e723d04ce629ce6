export { codeIdentity } from './code-identity.js';
export { composeReleaseStore, type PackageReleases, type ReleaseFacts } from './compose-release-store.js';
export { judgeCopy, largestPresence, type ReleaseCopy } from './judge-copy.js';
export { LEAST_PRESENT } from './parameters.js';
export { openReleaseStore, type KnownFile, type KnownPackage, type ReleaseStore } from './release-store.js';
export type { SeenContent, SeenFile } from './seen-file.js';
export { sourceSizeIn, versionInSource, versionsInCompiled } from './version-texts.js';
