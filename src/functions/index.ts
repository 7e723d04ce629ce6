export { joinFunction, type JoinedFunction } from './join-function.js';
export { joinFacts, type JoinableArtifact } from './joinable-artifact.js';
export { isRuntimeName } from './runtime-names.js';
