export { releaseLine } from './release-line.js';
export { semver } from './semver.js';
export type { VersionOrdering } from './version-ordering.js';
