import type { loadSignatures as load } from './load-signatures.js';
import type { testSignatures as test } from './test-signatures.js';

export type { BadReleases, Campaign } from './campaign.js';
export { completeSet, defaultSignatures, signatureSet, storedSet } from './default-signatures.js';
export { scanShare, scanSignatures } from './match/scan-signatures.js';
export type { Scanned, SharedWork } from './scanned.js';
export type { Example, Signature, SignatureFile, SignatureSet } from './signature-schema.js';
export type { LoadedSignatures, SignatureError } from './load-signatures.js';
export { signaturesInForce } from './signatures-in-force.js';
export type { ExampleFailure } from './test-signatures.js';

/** `loadSignatures` of load-signatures.ts. The YAML reader is loaded late: a scan with the shipped rules does not need it. */
export async function loadSignatures(...given: Parameters<typeof load>): Promise<ReturnType<typeof load>> {
  return (await import('./load-signatures.js')).loadSignatures(...given);
}

/** `testSignatures` of test-signatures.ts, loaded late as well. */
export async function testSignatures(...given: Parameters<typeof test>): ReturnType<typeof test> {
  return (await import('./test-signatures.js')).testSignatures(...given);
}
