export { buildIndex, type BuiltIndex, type NotIndexed } from './build-index.js';
export { openFactsStore } from './facts-store.js';
export { lendPublishedCode, type FetchStep, type Gap } from './lend-published-code.js';
export type { ReadTarball } from './published-facts.js';
export { readTarball } from './read-tarball.js';
export { readLockedPackages, readPackagesFile, type WantedPackages } from './wanted-packages.js';
