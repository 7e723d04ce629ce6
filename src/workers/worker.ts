/** Entry point of a worker thread: the pools send jobs here. */
export { analyseArtifact } from './analyse-artifact.js';
export { helpWithArtifact } from './helping-thread.js';
export { readTarball } from './read-tarball.js';
export { resolveNpmTree } from '../published/index.js';
