/** Entry point of a worker thread: the pool sends jobs here. */
export { analyseArtifact } from './analyse-artifact.js';
