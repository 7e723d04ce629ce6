import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BadReleases, Campaign } from './campaign.js';
import type { Signature, SignatureFile, SignatureSet } from './signature-schema.js';
import { campaignRules, releasesOf } from './campaign-rules.js';

/** Written by the build from signatures/, examples left out. */
const SHIPPED = new URL('../../data/signatures.json', import.meta.url);

/** Rules without their examples, and releases of campaigns, named by their content. */
export function signatureSet(
  files: readonly (Signature | SignatureFile)[],
  campaigns: readonly BadReleases[] = [],
): Required<SignatureSet> {
  const rules = files.map((file): Signature => {
    const { examples, ...rule } = { examples: undefined, ...file };
    return rule;
  });
  const content = JSON.stringify([rules, campaigns]);
  return { version: createHash('sha256').update(content).digest('hex').slice(0, 12), rules, campaigns };
}

/** The set of rule files and campaign files. */
export function completeSet(
  files: readonly (Signature | SignatureFile)[],
  campaigns: readonly Campaign[],
): Required<SignatureSet> {
  return signatureSet([...files, ...campaignRules(campaigns)], releasesOf(campaigns));
}

/** How a set is stored: the marks of campaigns stay cut, so that no file of ours looks like malware. */
export interface StoredSet {
  readonly version: string;
  readonly rules: readonly Signature[];
  readonly campaigns: readonly Campaign[];
}

export function storedSet(files: readonly SignatureFile[], campaigns: readonly Campaign[]): StoredSet {
  const { version } = completeSet(files, campaigns);
  return { version, rules: signatureSet(files).rules, campaigns };
}

/** The rules that the package ships. */
export function defaultSignatures(): Required<SignatureSet> {
  const { version, rules, campaigns } = JSON.parse(readFileSync(SHIPPED, 'utf8')) as StoredSet;
  return { version, rules: [...rules, ...campaignRules(campaigns)], campaigns: releasesOf(campaigns) };
}
