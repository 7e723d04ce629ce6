import pLimit from 'p-limit';
import type { Trigger } from '../../model/index.js';
import type { CoverageGap } from '../access/coverage.js';
import type { DeployedVersion } from './deployed-version.js';
import { readInvokers } from './exposure.js';
import type { SourcedTrigger } from './identify-sources.js';
import type { Invokers } from './resource-policy.js';
import { noted, type Survey } from './survey.js';

/** Facts of a published version that earlier sweeps stored. */
export interface EarlierVersion {
  /** Something called it when it was seen last. */
  readonly reachable: boolean;
  /** ISO date-time at which its policy was read last; null where it never was, or need not be remembered. */
  readonly policyReadAt: string | null;
}

export interface PolicyReading {
  /** By ARN with number. */
  readonly earlier: ReadonlyMap<string, EarlierVersion>;
  /** Policies of versions that one sweep reads at most in a region: a version is a call of the slowest kind. */
  readonly limit: number;
  readonly now: Date;
}

/** Versions that their own policies let be called, by ARN with number. */
export interface VersionPolicies {
  readonly triggers: ReadonlyMap<string, readonly SourcedTrigger[]>;
  readonly readAt: ReadonlyMap<string, string>;
}

/** A policy that was read this long ago, or longer, is outdated. The same as the age of advisory data. */
const MAX_AGE_DAYS = 7;
const SIDE_BY_SIDE = 16;

const EDGE: Trigger = {
  type: 'http',
  detail: 'CloudFront, at its edge locations',
  access: 'anyone',
  statement: 'CloudFront runs it for every viewer',
};

/** Copies that CloudFront runs, as a trigger. */
export const EDGE_TRIGGER = EDGE;

export function qualifiedArn({ functionArn, version }: DeployedVersion): string {
  return `${functionArn}:${version}`;
}

/** Versions that had callers come first, then those never read, then the longest unread. */
function urgencyOf({ earlier }: PolicyReading, version: DeployedVersion): string {
  const { reachable = false, policyReadAt = null } = earlier.get(qualifiedArn(version)) ?? {};
  return reachable ? '' : (policyReadAt ?? '0');
}

/** The principals of a version's policy, as triggers. A policy may also let in callers of a URL only. */
function triggersOf({ triggers, mayHaveUrl, isCopied }: Invokers): readonly SourcedTrigger[] {
  const others = mayHaveUrl && triggers.length === 0 ? [{ type: 'http', detail: 'function URL' }] : [];
  return [...triggers, ...(isCopied ? [EDGE] : []), ...others];
}

function unreadGap({ access: { account }, region }: Survey, unread: number, limit: number): CoverageGap {
  const policies =
    unread === 1 ? 'The policy of 1 published version' : `The policies of ${unread} published versions`;
  return {
    account,
    region,
    action: 'lambda:GetPolicy',
    resource: null,
    status: 'unsupported',
    reason: `${policies} ${unread === 1 ? 'was' : 'were'} not read within ${MAX_AGE_DAYS} days: something may call ${unread === 1 ? 'it' : 'them'}. A sweep reads ${limit} in each region (--version-policies); the next one continues.`,
    affectsCompleteness: true,
  };
}

/**
 * Reads the policies of published versions without another known caller, up to the limit of a sweep. The others are a
 * gap until a later sweep reads them. A version with a caller keeps it until its policy changes.
 */
export async function readVersionPolicies(
  survey: Survey,
  versions: readonly DeployedVersion[],
  reading: PolicyReading,
): Promise<VersionPolicies> {
  const { earlier, limit, now } = reading;
  const urgent = versions
    .map((version) => ({ version, urgency: urgencyOf(reading, version) }))
    .sort((a, b) => (a.urgency < b.urgency ? -1 : a.urgency > b.urgency ? 1 : 0))
    .map(({ version }) => version);
  const triggers = new Map<string, readonly SourcedTrigger[]>();
  const readAt = new Map<string, string>();
  const slots = pLimit(SIDE_BY_SIDE);
  async function read(version: DeployedVersion): Promise<void> {
    const { name, version: qualifier } = version;
    const work = readInvokers(survey.access, survey.region, { name, qualifier });
    const invokers = await noted<Invokers | null>(survey, work, [qualifiedArn(version), null]);
    if (!invokers) return;
    readAt.set(qualifiedArn(version), now.toISOString());
    const found = triggersOf(invokers);
    if (found.length > 0) triggers.set(qualifiedArn(version), found);
  }
  await Promise.all(urgent.slice(0, limit).map((version) => slots(() => read(version))));
  const oldest = new Date(now.getTime() - MAX_AGE_DAYS * 24 * 3600 * 1000).toISOString();
  let unread = 0;
  for (const version of urgent.map(qualifiedArn)) {
    if (readAt.has(version)) continue;
    const { reachable, policyReadAt } = earlier.get(version) ?? { reachable: false, policyReadAt: null };
    if (policyReadAt !== null) readAt.set(version, policyReadAt);
    if (reachable) triggers.set(version, []);
    else if (policyReadAt === null || policyReadAt < oldest) unread += 1;
  }
  // A refusal is a gap of its own.
  if (unread > 0 && versions.length > limit) survey.gaps.push(unreadGap(survey, unread, limit));
  return { triggers, readAt };
}
