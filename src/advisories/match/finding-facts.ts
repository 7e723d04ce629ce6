import { ecosystemOf, familyOf, orderingOf } from '../../ecosystems/index.js';
import {
  compareSeverity,
  severityOfScore,
  type Advisory,
  type Confidence,
  type Finding,
  type Package,
  type Severity,
} from '../../model/index.js';
import { byRenown } from './alias-groups.js';
import { highestScoreOf } from './cvss.js';
import { describeAffected, fixVersionsOf } from './describe-affected.js';
import { fixesOf, sortVersions, type Fix } from './fix-version.js';
import { describeFlaw, flawOf } from '../records/flaw-names.js';
import { groupByFlaw, type Flaw } from './flaws.js';
import type { Hit } from './hits.js';
import type { AdvisoryStore } from '../store.js';

/** Facts of one package name, computed once for all its occurrences. */
export interface Subject {
  /** Flaws by alias group. */
  readonly groups: readonly (readonly Flaw[])[];
  readonly scores: ReadonlyMap<Advisory, number | null>;
  /** Computed only for a hit. */
  readonly fixes: () => readonly Fix[];
}

export function subjectOf(advisories: readonly Advisory[]): Subject {
  const scores = new Map(advisories.map((advisory) => [advisory, highestScoreOf(advisory.vectors)]));
  let fixes: readonly Fix[] | undefined;
  return {
    groups: groupByFlaw(advisories),
    scores,
    fixes: () => (fixes ??= fixesOf(advisories)),
  };
}

function severityOf({ advisory, doubtful, isQuestion }: Hit, { scores }: Subject): Severity {
  if (isQuestion) return 'unknown';
  if (advisory.kind === 'malware') return doubtful ? 'high' : 'critical';
  const score = scores.get(advisory) ?? null;
  return score === null ? (advisory.severity ?? 'unknown') : severityOfScore(score);
}

function highest(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

/** @param name of the package, or packages in words. */
export function titleOf(advisories: readonly Pick<Advisory, 'kind' | 'flaw'>[], name: string): string {
  if (advisories.some(({ kind }) => kind === 'malware')) return `Malicious code in ${name}`;
  const flaw = flawOf(advisories.flatMap((advisory) => advisory.flaw ?? []));
  return `${describeFlaw(flaw) ?? 'Known vulnerability'} in ${name}`;
}

/** The page of a record, by its own id: OSV has none for a name that is only an alias. @param records those that matched. */
export function pageOf(rule: string, records: readonly Pick<Advisory, 'id'>[]): string {
  if (rule.startsWith('GHSA-')) return `https://github.com/advisories/${rule}`;
  const record = records.find(({ id }) => id === rule) ?? records[0];
  // https://alas.aws.amazon.com: Amazon's records are not in OSV.
  if (record?.id.startsWith('ALAS'))
    return `https://alas.aws.amazon.com/${rule.startsWith('CVE-') ? `cve/html/${rule}.html` : ''}`;
  return `https://osv.dev/vulnerability/${record?.id ?? rule}`;
}

export function confidenceOf(hits: readonly Hit[], pkg: Package): Confidence {
  return hits.every(({ doubtful }) => doubtful) ? 'low' : pkg.confidence;
}

/** Facts that are the same whatever package the hits are on, and all names of the advisories, best known first. */
export function factsOf(
  hits: readonly Hit[],
  { subject, flaw }: { readonly subject: Subject; readonly flaw: Flaw },
  store: AdvisoryStore,
) {
  const advisories = hits.map(({ advisory }) => advisory);
  const given = new Set(advisories.flatMap(({ id, aliases }) => [id, ...aliases]));
  const names = [...given].filter((name) => !flaw.foreign.has(name)).sort(byRenown);
  const cves = names.filter((name) => name.startsWith('CVE-'));
  const inCatalogue = new Set(cves.map((cve) => store.kev(cve)));
  const [severity = 'unknown'] = hits.map((hit) => severityOf(hit, subject)).sort(compareSeverity);
  const [published = null] = advisories.flatMap((each) => each.published ?? []).sort();
  return {
    names,
    severity,
    published,
    score: highest(advisories.map((advisory) => subject.scores.get(advisory) ?? null)),
    vectors: [...new Set(advisories.flatMap(({ vectors }) => vectors))],
    cwes: [...new Set(advisories.flatMap(({ cwes }) => cwes))],
    epss: highest(cves.map((cve) => store.epss(cve))),
    kev: inCatalogue.has(true) || (inCatalogue.has(false) ? false : null),
    rangesComplete: advisories.every(({ rangesComplete }) => rangesComplete),
  };
}

/** What a distribution says about a flaw that it leaves. */
function refusalOf({ willNotFix, ecosystem }: Advisory): string {
  return willNotFix === undefined ? '' : `; ${familyOf(ecosystem)} will not fix it (${willNotFix})`;
}

export function evidenceOf(hits: readonly Hit[], pkg: Package): Finding['evidence'] {
  const path = pkg.locations[0]?.path ?? '';
  return hits.map(({ advisory }) => ({
    path,
    line: null,
    detail: `${advisory.id} affects ${describeAffected(advisory.affected)}${refusalOf(advisory)}`,
  }));
}

/** A version of an advisory as users of the package write it. */
export function spelled({ ecosystem, name }: Pick<Package, 'ecosystem' | 'name'>, version: string): string {
  return ecosystemOf(ecosystem)?.spell?.(name, version) ?? version;
}

export function fixedInOf(hits: readonly Hit[], pkg: Package): readonly string[] {
  const fixes = hits.flatMap(({ advisory }) =>
    fixVersionsOf(advisory.affected).map((version) => spelled(pkg, version)),
  );
  const ordering = orderingOf(pkg.ecosystem);
  return ordering ? sortVersions(fixes, ordering) : [...new Set(fixes)];
}
