import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Signature, SignatureFile, SignatureSet } from '../detectors/index.js';

/** Written by the build from signatures/, examples left out. */
const SHIPPED = new URL('../../data/signatures.json', import.meta.url);

/** Rules without their examples, named by their content. */
export function signatureSet(files: readonly (Signature | SignatureFile)[]): SignatureSet {
  const rules = files.map((file): Signature => {
    const { examples, ...rule } = { examples: undefined, ...file };
    return rule;
  });
  return { version: createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12), rules };
}

/** The rules that the package ships. */
export function defaultSignatures(): SignatureSet {
  return JSON.parse(readFileSync(SHIPPED, 'utf8')) as SignatureSet;
}
