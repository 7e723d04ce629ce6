import { compareCounts, compareText, isMalicious, openCounts } from './counts.js';
import type { Counts, Finding } from './model.js';

/** One change that clears findings: a package to raise, to remove, or to look at. */
export interface Change {
  readonly action: string;
  /** What to change in the manifest. */
  readonly name: string;
  /** Version to raise it to; several when copies need different ones, none when it is not known which brings the fixes. */
  readonly versions: readonly string[];
  /** Packages below it that have to reach a version. */
  readonly until: readonly string[];
  readonly major: boolean;
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

interface Growing {
  readonly action: string;
  readonly name: string;
  readonly versions: Set<string>;
  readonly until: Set<string>;
  major: boolean;
  readonly findings: Finding[];
}

/** A sentence stands for a change where no package is to be raised or removed. */
function nameOf({ found, remediation }: Finding): string {
  if (!remediation) return '';
  if (!found || remediation.action === 'review' || remediation.action === 'replace') return remediation.text;
  return remediation.action === 'upgrade' ? (remediation.direct ?? found.name) : found.name;
}

function addTo(change: Growing, { found, remediation }: Finding): void {
  if (!found || remediation?.action !== 'upgrade' || remediation.version === null) return;
  const { direct, directVersion, version, major } = remediation;
  if (direct === null) change.versions.add(version);
  else if (directVersion !== null) change.versions.add(directVersion);
  else change.until.add(`${found.name} ${version}`);
  if (direct === null || directVersion !== null) change.major ||= major;
}

function removesMalware({ findings }: Pick<Change, 'findings'>): boolean {
  return findings.some(({ rule, certainty }) => isMalicious(rule, certainty));
}

/** The changes that findings ask for, those first that clear the worst and the most. */
export function changesFor(findings: readonly Finding[]): readonly Change[] {
  const changes = new Map<string, Growing>();
  for (const finding of findings) {
    if (finding.status !== 'open' || !finding.remediation) continue;
    const { action } = finding.remediation;
    const name = nameOf(finding);
    const key = `${action}\n${name}`;
    const change = changes.get(key) ?? {
      action,
      name,
      versions: new Set(),
      until: new Set(),
      major: false,
      findings: [],
    };
    changes.set(key, change);
    addTo(change, finding);
    change.findings.push(finding);
  }
  return [...changes.values()]
    .map((change) => ({
      ...change,
      versions: [...change.versions],
      until: [...change.until],
      counts: openCounts(change.findings),
    }))
    .sort(
      (a, b) =>
        Number(removesMalware(b)) - Number(removesMalware(a)) ||
        compareCounts(a.counts, b.counts) ||
        compareText(a.name, b.name),
    );
}
