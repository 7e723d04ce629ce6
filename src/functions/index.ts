export {
  joinFunction,
  mayTakeStored,
  storedByFunction,
  type JoinedFunction,
  type StoredData,
} from './join-function.js';
export { joinFacts, type JoinableArtifact } from './joinable-artifact.js';
export { isRuntimeName } from './runtime-names.js';
