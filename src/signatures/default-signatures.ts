import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { NO_FLOWS, type FlowRules } from '../model/index.js';
import type { Campaign } from './campaign.js';
import { flowsOf } from './flows-of.js';
import type { LoadedSignatures } from './load-signatures.js';
import { NO_SECRET_RULES, secretsOf, type SecretRules } from './secrets-of.js';
import type { Signature, SignatureFile, SignatureSet } from './signature-schema.js';
import { campaignRules, releasesOf } from './campaign-rules.js';

/** Written by the build from signatures/, examples left out. */
const SHIPPED = new URL('../../data/signatures.json', import.meta.url);

/** Parts of a set beside the signatures. */
type OtherRules = Pick<SignatureSet, 'campaigns' | 'flows' | 'secrets'>;

/** Rules without their examples, releases of campaigns, rules about data and about secrets, named by their content. */
export function signatureSet(
  files: readonly (Signature | SignatureFile)[],
  { campaigns = [], flows = NO_FLOWS, secrets = NO_SECRET_RULES }: OtherRules = {},
): Required<SignatureSet> {
  const rules = files.map((file): Signature => {
    const { examples, ...rule } = { examples: undefined, ...file };
    return rule;
  });
  const content = JSON.stringify([rules, campaigns, flows, secrets]);
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { version, rules, campaigns, flows, secrets };
}

/** What the files of a folder hold. */
export type SignatureFiles = Partial<Pick<LoadedSignatures, 'files' | 'campaigns' | 'flows' | 'secrets'>>;

/** The set of the files of a folder. */
export function completeSet({
  files = [],
  campaigns = [],
  flows = [],
  secrets = [],
}: SignatureFiles): Required<SignatureSet> {
  return signatureSet([...files, ...campaignRules(campaigns)], {
    campaigns: releasesOf(campaigns),
    flows: flowsOf(flows),
    secrets: secretsOf(secrets),
  });
}

/** How a set is stored: the marks of campaigns stay cut, so that no file of ours looks like malware. */
export interface StoredSet {
  readonly version: string;
  readonly rules: readonly Signature[];
  readonly campaigns: readonly Campaign[];
  readonly flows: FlowRules;
  readonly secrets: SecretRules;
}

export function storedSet(loaded: SignatureFiles): StoredSet {
  const { version, flows, secrets } = completeSet(loaded);
  const { files = [], campaigns = [] } = loaded;
  return { version, rules: signatureSet(files).rules, campaigns, flows, secrets };
}

/** The rules that the package ships. */
export function defaultSignatures(): Required<SignatureSet> {
  const { version, rules, campaigns, flows, secrets } = JSON.parse(
    readFileSync(SHIPPED, 'utf8'),
  ) as StoredSet;
  return {
    version,
    rules: [...rules, ...campaignRules(campaigns)],
    campaigns: releasesOf(campaigns),
    flows,
    secrets,
  };
}
