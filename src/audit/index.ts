import type { verifyFolder as verify } from './seal/verify-folder.js';
import type { openBundleCheck as openCheck } from './seal/sigstore-bundle.js';

export { evidenceFiles } from './evidence-files.js';
export type { EvidenceContext } from './compose-record.js';
export type { DateBasis, EvidenceRecord, TrendRow } from './record.js';
export type { KeyFile } from './seal/key-signature.js';
export { requireFreeFolder, writeSealedFolder } from './seal/write-folder.js';
export type { Verdict, VerifyOptions } from './seal/verify-folder.js';

/** See verify-folder.ts. */
export async function verifyFolder(...given: Parameters<typeof verify>): ReturnType<typeof verify> {
  return (await import('./seal/verify-folder.js')).verifyFolder(...given);
}

/** See sigstore-bundle.ts. Loaded late: it loads sigstore's library. */
export async function openBundleCheck(
  ...given: Parameters<typeof openCheck>
): Promise<ReturnType<typeof openCheck>> {
  return (await import('./seal/sigstore-bundle.js')).openBundleCheck(...given);
}
