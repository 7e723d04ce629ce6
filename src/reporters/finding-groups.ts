import {
  compareSeverity,
  isMalicious,
  type Artifact,
  type Finding,
  type FunctionReport,
  type Package,
  type Severity,
} from '../model/index.js';
import { compareRisk, UNKNOWN_LICENSE } from '../policy/index.js';
import { counted, listed } from './amounts.js';
import { asideWords } from './aside-words.js';
import type { Block } from './blocks.js';
import { worstRisk, type WorstRisk } from './risks.js';
import type { ReportIndex } from './report-index.js';

/**
 * The findings of one line: the advisories of a package in one version, or a single finding of another kind; set-aside findings are separate
 * from open ones, by reason.
 */
export interface FindingGroup {
  /** Null when it is a finding of the function itself. */
  readonly artifact: Artifact | null;
  /** Occurrences of the package in that version; empty when it is not about a package. */
  readonly packages: readonly Package[];
  /** Worst first. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** In the function of the block where it is the worst. */
  readonly risk: WorstRisk;
}

export function worstOf({ findings }: FindingGroup): Severity {
  return findings[0].severity;
}

export function isMaliciousGroup({ findings }: FindingGroup): boolean {
  return isMalicious(findings[0]);
}

/** No version of the package is known to be affected for certain. */
export function isPossibleOnly({ findings }: FindingGroup): boolean {
  return findings.every(({ certainty }) => certainty === 'possible');
}

/** Whether the group is about a package that others require and whose own code was not found. */
export function isOfRequired({ packages }: FindingGroup): boolean {
  return packages.length > 0 && packages.every(({ basis }) => basis === 'required');
}

/** Whether the group is about a package of an image's operating system. */
export function isOfSystem({ packages }: FindingGroup): boolean {
  return packages.length > 0 && packages.every(({ system }) => system !== undefined);
}

/** Whether the group says only that the licence of a package is not known. */
export function isOfUnknownLicense({ findings }: Pick<FindingGroup, 'findings'>): boolean {
  return findings[0].rule === UNKNOWN_LICENSE;
}

const MAX_NAMES = 3;

/** `no licence is known of 5 packages: a, b, c and 2 more`. */
export function noLicenseWords(names: readonly string[]): string {
  const different = [...new Set(names)];
  return `no licence is known of ${counted(different.length, 'package')}: ${listed(different, MAX_NAMES)}`;
}

export function isSetAside({ findings: [{ status }] }: FindingGroup): boolean {
  return status !== 'open';
}

/** Shown even when lines are folded away. */
export function isSerious(group: FindingGroup): boolean {
  if (isSetAside(group) || isOfRequired(group)) return false;
  const exploited = group.findings.some(({ kev }) => kev === true);
  return isMaliciousGroup(group) || exploited || ['critical', 'high'].includes(worstOf(group));
}

function keyOf(finding: Finding, found: Package | undefined): string {
  if (!found || finding.kind !== 'advisory') return JSON.stringify([finding.kind, finding.id]);
  const { ecosystem, name, alias, version, candidates } = found;
  const isLinked = finding.notLinked === undefined;
  return JSON.stringify([
    'advisory',
    ecosystem,
    name,
    alias,
    version,
    candidates,
    asideWords(finding),
    isLinked,
  ]);
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareSeverity(a.severity, b.severity) || (b.score ?? 0) - (a.score ?? 0) || (a.rule < b.rule ? -1 : 1)
  );
}

interface Found {
  /** Null: findings of a function itself. */
  readonly artifact: Artifact | null;
  readonly findings: readonly Finding[];
  readonly functions: readonly FunctionReport[];
}

function groupsOf({ artifact, findings, functions }: Found, index: ReportIndex): FindingGroup[] {
  const packages = artifact ? index.packagesOf(artifact) : new Map<string, Package>();
  const groups = new Map<string, { packages: Set<Package>; findings: Finding[] }>();
  for (const finding of findings) {
    const found = finding.package === null ? undefined : packages.get(finding.package);
    const key = keyOf(finding, found);
    const group = groups.get(key) ?? { packages: new Set(), findings: [] };
    groups.set(key, group);
    group.findings.push(finding);
    if (found) group.packages.add(found);
  }
  return [...groups.values()].flatMap((group) => {
    const [worst, ...others] = group.findings.sort(compareFindings);
    if (!worst) return [];
    const [risk = worstRisk(worst, artifact, functions)] = group.findings
      .map((finding) => worstRisk(finding, artifact, functions))
      .sort(compareRisk);
    return [{ artifact, packages: [...group.packages], findings: [worst, ...others] as const, risk }];
  });
}

/** Advisories on packages that no function loads stand at the end of every report. */
function isNotLoaded({ risk }: FindingGroup): boolean {
  return risk.reachable === false;
}

function compareGroups(a: FindingGroup, b: FindingGroup): number {
  return (
    Number(isSetAside(a)) - Number(isSetAside(b)) ||
    Number(isMaliciousGroup(b)) - Number(isMaliciousGroup(a)) ||
    Number(isOfSystem(a)) - Number(isOfSystem(b)) ||
    Number(isNotLoaded(a)) - Number(isNotLoaded(b)) ||
    Number(isOfRequired(a)) - Number(isOfRequired(b)) ||
    compareRisk(a.risk, b.risk) ||
    Number(isPossibleOnly(a)) - Number(isPossibleOnly(b)) ||
    compareFindings(a.findings[0], b.findings[0])
  );
}

/** The findings of a block, open ones first, in the order of `compareRisk`. `wanted` picks the findings. */
export function findingGroups(
  block: Block,
  index: ReportIndex,
  wanted: (finding: Finding) => boolean,
): FindingGroup[] {
  const { functions } = block;
  const found: Found[] = [
    ...block.artifacts.map((artifact) => ({ artifact, findings: artifact.findings, functions })),
    { artifact: null, findings: block.own, functions },
  ];
  return found
    .flatMap((one) => groupsOf({ ...one, findings: one.findings.filter(wanted) }, index))
    .sort(compareGroups);
}

/** `new`, `2 of 5 new`: findings that the baseline lacks; '' for none, or without a baseline. */
export function newWords({ findings }: FindingGroup): string {
  const rules = new Set(findings.map(({ rule }) => rule));
  const fresh = new Set(findings.filter(({ isNew }) => isNew === true).map(({ rule }) => rule));
  if (fresh.size === 0) return '';
  return fresh.size === rules.size ? 'new' : `${fresh.size} of ${rules.size} new`;
}
