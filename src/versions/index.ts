export { maven } from './maven.js';
export { pep440 } from './pep440.js';
export { readSpecifiers } from './pep440-specifiers.js';
export { releaseLine } from './release-line.js';
export { readGemRequirement, rubygems } from './rubygems.js';
export { semver } from './semver.js';
export type { VersionOrdering } from './version-ordering.js';
