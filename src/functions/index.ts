export { joinFunction, type JoinableArtifact, type JoinedFunction } from './join-function.js';
