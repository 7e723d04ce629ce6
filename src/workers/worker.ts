/** Entry point of a worker thread: the pools send jobs here. */
export { analyseArtifact } from './analyse-artifact.js';
export { readTarball } from './read-tarball.js';
