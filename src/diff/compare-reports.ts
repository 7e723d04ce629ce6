import { compareSeverity } from '../model/index.js';
import { ownersOf, type OwnedFinding, type Owner } from './owners.js';
import type { RecordedReport } from './recorded-report.js';

/** A finding that differs in the same way in some functions. */
export interface FindingChange {
  readonly change: 'new' | 'fixed' | 'unseen' | 'changed';
  /** As it is now; as it was, when it is gone. */
  readonly finding: OwnedFinding;
  /** As it was, when it changed. */
  readonly before: OwnedFinding | null;
  /** Names of functions, or paths of artifacts that no function mounts; sorted. */
  readonly functions: readonly string[];
}

/** A package that differs in the same way in some functions. */
export interface PackageChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** `ecosystem:name` */
  readonly name: string;
  /** Versions before and now; empty when it is added or removed. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly functions: readonly string[];
}

/** The differences of two reports. */
export interface ReportDiff {
  readonly from: Pick<RecordedReport, 'scannedAt'>;
  readonly to: Pick<RecordedReport, 'scannedAt'>;
  /** Why the comparison may lack something. */
  readonly notes: readonly string[];
  /** Everything that is now there was seen. */
  readonly complete: boolean;
  readonly functions: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Worst first within each kind of change. Findings of removed functions are left out. */
  readonly findings: readonly FindingChange[];
  readonly unchangedFindings: number;
  readonly packages: readonly PackageChange[];
  readonly unchangedPackages: number;
}

interface Pair {
  readonly before: Owner | null;
  readonly now: Owner;
}

type Difference<Change> = Omit<Change, 'functions'>;

const NOTHING_IN_COMMON =
  'No function is in both reports: scan the same targets. A function is identified by its ARN or its name within the target.';

const ORDER: readonly FindingChange['change'][] = ['new', 'changed', 'unseen', 'fixed'];

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

/** A title may be worded anew with the advisory data: that is no change of the finding. */
function isSame(a: OwnedFinding, b: OwnedFinding): boolean {
  return a.severity === b.severity && a.status === b.status && areSame(a.versions, b.versions);
}

/**
 * Findings of now → what they were before. Another version can be concerned by another record of the same flaw, and data may call
 * one by another of its names.
 */
function sameBefore({ before, now }: Pair): ReadonlyMap<string, string> {
  const same = new Map<string, string>();
  if (!before) return same;
  for (const fingerprint of now.findings.keys()) {
    const old = before.findings.has(fingerprint) ? fingerprint : before.otherNames.get(fingerprint);
    if (old !== undefined) same.set(fingerprint, old);
  }
  for (const [other, fingerprint] of now.otherNames)
    if (before.findings.has(other) && !same.has(fingerprint)) same.set(fingerprint, other);
  return same;
}

/** Whether a missing finding is fixed: a new gap may hide it. */
function isSeenAsBefore({ before, now }: Pair): boolean {
  return now.complete && [...now.acceptedGaps].every((gap) => before?.acceptedGaps.has(gap));
}

function findingDifferences(pair: Pair): (Difference<FindingChange> | null)[] {
  const { before, now } = pair;
  const same = sameBefore(pair);
  const kept = new Set(same.values());
  const gone = [...(before?.findings ?? [])].filter(([fingerprint]) => !kept.has(fingerprint));
  return [
    ...[...now.findings].map(([fingerprint, finding]) => {
      const old = before?.findings.get(same.get(fingerprint) ?? '');
      if (!old) return { change: 'new' as const, finding, before: null };
      return isSame(old, finding) ? null : { change: 'changed' as const, finding, before: old };
    }),
    // Fixes in an incomplete function are uncertain.
    ...gone.map(([, finding]) => ({
      change: isSeenAsBefore(pair) ? ('fixed' as const) : ('unseen' as const),
      finding,
      before: null,
    })),
  ];
}

function packageDifferences({ before, now }: Pair): (Difference<PackageChange> | null)[] {
  const names = new Set([...(before?.packages.keys() ?? []), ...now.packages.keys()]);
  return [...names].map((name) => {
    const [from = [], to = []] = [before?.packages.get(name), now.packages.get(name)];
    if (areSame(from, to)) return null;
    if (from.length === 0) return { change: 'added', name, from, to };
    return { change: to.length === 0 ? 'removed' : 'changed', name, from, to };
  });
}

/** Equal differences once, with all their functions; and the number of functions without one. */
function grouped<Change extends { readonly functions: readonly string[] }>(
  pairs: readonly Pair[],
  differences: (pair: Pair) => readonly (Difference<Change> | null)[],
): { changes: Change[]; unchanged: number } {
  const groups = new Map<string, { difference: Difference<Change>; functions: Set<string> }>();
  let unchanged = 0;
  for (const pair of pairs) {
    for (const difference of differences(pair)) {
      if (difference === null) {
        unchanged += 1;
        continue;
      }
      const key = JSON.stringify(difference);
      const group = groups.get(key) ?? { difference, functions: new Set() };
      groups.set(key, group);
      group.functions.add(pair.now.name);
    }
  }
  const changes = [...groups.values()].map(
    ({ difference, functions }) => ({ ...difference, functions: [...functions].sort() }) as unknown as Change,
  );
  return { changes, unchanged };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function compareFindings(a: FindingChange, b: FindingChange): number {
  return (
    ORDER.indexOf(a.change) - ORDER.indexOf(b.change) ||
    Number(b.finding.kind === 'malware') - Number(a.finding.kind === 'malware') ||
    compareSeverity(a.finding.severity, b.finding.severity) ||
    compareText(a.finding.package ?? '', b.finding.package ?? '') ||
    compareText(a.finding.rule, b.finding.rule)
  );
}

/** Advisories that a report used, by ecosystem. */
function dataOf({ data }: RecordedReport): ReadonlyMap<string, string> {
  return new Map(data.advisories.map(({ ecosystem, asOf }) => [ecosystem, asOf]));
}

function haveNothingInCommon(old: ReadonlyMap<string, Owner>, current: ReadonlyMap<string, Owner>): boolean {
  return old.size > 0 && current.size > 0 && ![...current.keys()].some((id) => old.has(id));
}

function notesOf(before: RecordedReport, now: RecordedReport): string[] {
  const data = dataOf(now);
  const notes = [...dataOf(before)].flatMap(([ecosystem, asOf]) => {
    const later = data.get(ecosystem);
    if (later === undefined) return [`No advisories of ${ecosystem} were used this time.`];
    return later < asOf ? [`The advisories of ${ecosystem} are older than those of the report before.`] : [];
  });
  if (!now.options.finished) notes.push('The scan was interrupted: what it did not reach counts as missing.');
  if (!now.summary.complete) notes.push('The later scan is incomplete.');
  return notes;
}

/** New, fixed and changed findings between two reports, function by function. */
export function compareReports(before: RecordedReport, now: RecordedReport): ReportDiff {
  const [old, current] = [ownersOf(before), ownersOf(now)];
  const pairs = [...current.values()].map((owner) => ({ now: owner, before: old.get(owner.id) ?? null }));
  const findings = grouped<FindingChange>(pairs, findingDifferences);
  const packages = grouped<PackageChange>(pairs, packageDifferences);
  const namesOfMissing = (from: ReadonlyMap<string, Owner>, other: ReadonlyMap<string, Owner>): string[] =>
    [...from.values()].filter(({ id }) => !other.has(id)).map(({ name }) => name);
  return {
    from: { scannedAt: before.scannedAt },
    to: { scannedAt: now.scannedAt },
    notes: haveNothingInCommon(old, current)
      ? [NOTHING_IN_COMMON, ...notesOf(before, now)]
      : notesOf(before, now),
    complete: now.summary.complete && now.options.finished,
    functions: {
      added: namesOfMissing(current, old).sort(),
      removed: namesOfMissing(old, current).sort(),
    },
    findings: findings.changes.sort(compareFindings),
    unchangedFindings: findings.unchanged,
    packages: packages.changes.sort((a, b) => compareText(a.name, b.name)),
    unchangedPackages: packages.unchanged,
  };
}
