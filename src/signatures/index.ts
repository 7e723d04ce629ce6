import type { loadSignatures as load } from './load-signatures.js';
import type { scanShare as scanPart, scanSignatures as scan } from './scan-signatures.js';
import type { testSecrets as testOfSecrets } from './test-secrets.js';
import type { testSignatures as test } from './test-signatures.js';

export type { BadReleases, Campaign } from './campaign.js';
export { completeSet, defaultSignatures, signatureSet, storedSet } from './default-signatures.js';
export type { ResultKeeper } from './kept-results.js';
export type { Scanned, SharedWork } from './scanned.js';
export type { Example, Signature, SignatureFile, SignatureSet } from './signature-schema.js';
export type { FlowFile, FlowRuleFile } from './flow-schema.js';
export { flowsOf, isFlowRule, joinFlows } from './flows-of.js';
export type { SecretFile, SecretRule } from './secret-schema.js';
export { isSecretRule, type SecretRules } from './secrets-of.js';
export type { LoadedSignatures, SignatureError } from './load-signatures.js';
export { shownRules, type RuleSet, type ShownRule } from './shown-rules.js';
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

/** `testSecrets` of test-secrets.ts, loaded late as well. */
export async function testSecrets(
  ...given: Parameters<typeof testOfSecrets>
): ReturnType<typeof testOfSecrets> {
  return (await import('./test-secrets.js')).testSecrets(...given);
}

/** `scanSignatures` of scan-signatures.ts. The parsers are loaded late: the thread that only hands rules on does not need them. */
export async function scanSignatures(...given: Parameters<typeof scan>): ReturnType<typeof scan> {
  return (await import('./scan-signatures.js')).scanSignatures(...given);
}

/** `scanShare` of scan-signatures.ts, loaded late as well. */
export async function scanShare(...given: Parameters<typeof scanPart>): ReturnType<typeof scanPart> {
  return (await import('./scan-signatures.js')).scanShare(...given);
}
