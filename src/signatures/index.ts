export { completeSet, defaultSignatures, signatureSet, storedSet } from './default-signatures.js';
export { loadSignatures, type LoadedSignatures, type SignatureError } from './load-signatures.js';
export { signaturesInForce } from './signatures-in-force.js';
export { testSignatures, type ExampleFailure } from './test-signatures.js';
