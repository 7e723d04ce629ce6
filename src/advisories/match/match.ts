import { orderingOf } from '../../ecosystems/index.js';
import {
  fingerprintOf,
  type Advisory,
  type Finding,
  type GroupFinding,
  type Inventory,
  type Package,
} from '../../model/index.js';
import { releaseLine } from '../../versions/index.js';
import { bestIdOf } from './alias-groups.js';
import {
  confidenceOf,
  evidenceOf,
  factsOf,
  fixedInOf,
  pageOf,
  spelled,
  subjectOf,
  titleOf,
  type Subject,
} from './finding-facts.js';
import { fixVersionFor, isClearOf } from './fix-version.js';
import { joinFlaws, type Flaw } from './flaws.js';
import { hitOf, possibleVersions, type Hit } from './hits.js';
import { settleCopies, type SettledCopies } from './known-copies.js';
import {
  linkedEvidence,
  linkedProgramsOf,
  linkedVerdict,
  NO_PROGRAMS,
  type LinkedPrograms,
} from './linked-code.js';
import { doubtIfPopular } from './popular-guard.js';
import { bearersOf, remediate, type Position } from './remediation.js';
import { advisedNames, hasNoAdvisories, withoutBundles, type AdvisedName } from './system-packages.js';
import type { AdvisoryStore } from '../store.js';

interface Context {
  readonly subject: Subject;
  readonly position: Position;
  readonly store: AdvisoryStore;
  readonly programs: LinkedPrograms;
}

/** A flaw, and those of its advisories that affect the package. */
interface HitFlaw {
  readonly flaw: Flaw;
  readonly hits: readonly Hit[];
}

/** One finding for the advisories of a flaw that concern the package. */
function findingOf(pkg: Package, { hits, flaw }: HitFlaw, context: Context): Finding {
  const { subject, position, store, programs } = context;
  const verdict = linkedVerdict(hits, pkg, programs);
  const certain = hits.filter(({ certainty }) => certainty === 'certain');
  // Advisories that are only possible neither raise nor rename certain ones.
  const leading = certain.length > 0 ? certain : hits;
  const facts = factsOf(leading, { subject, flaw }, store);
  const matched = leading.map(({ advisory }) => advisory);
  const rule = bestIdOf(matched, new Set([...flaw.advisories.map(({ id }) => id), ...flaw.foreign]));
  const kind = matched.some((advisory) => advisory.kind === 'malware') ? 'malware' : 'advisory';
  // Field by field: copies of an object of so many fields took most of the time of matching.
  return {
    id: `${rule}@${pkg.id}`,
    kind,
    rule,
    aliases: facts.names.filter((name) => name !== rule),
    title: titleOf(matched, pkg.name),
    why: null,
    severity: facts.severity,
    score: facts.score,
    vectors: facts.vectors,
    cwes: facts.cwes,
    epss: facts.epss,
    kev: facts.kev,
    published: facts.published,
    references: [pageOf(rule, matched)],
    confidence: confidenceOf(leading, pkg),
    certainty: certain.length > 0 ? 'certain' : 'possible',
    rangesComplete: facts.rangesComplete,
    package: pkg.id,
    locations: pkg.locations,
    ...(verdict?.linked.length === 0 && { notLinked: verdict.missing }),
    evidence: [
      ...evidenceOf(hits, pkg),
      ...(verdict ? [linkedEvidence(verdict, pkg.locations[0]?.path ?? '')] : []),
    ],
    fileHashes: [],
    fixedIn: fixedInOf(hits, pkg),
    remediation: remediate(pkg, hits, position),
    fingerprint: fingerprintOf({ kind, rule, subject: `${pkg.ecosystem}:${pkg.name}` }),
    status: 'open',
    justification: null,
    suppression: null,
    isNew: null,
  };
}

/** One finding for an alias group, which also has each of its flaws alone where there are several. */
function findingOfGroup(pkg: Package, flaws: readonly HitFlaw[], context: Context): Finding | GroupFinding {
  const [first] = flaws;
  if (first && flaws.length === 1) return findingOf(pkg, first, context);
  const all = { hits: flaws.flatMap(({ hits }) => hits), flaw: joinFlaws(flaws.map(({ flaw }) => flaw)) };
  return {
    ...findingOf(pkg, all, context),
    flaws: flaws.map((flaw) => findingOf(pkg, flaw, context)),
  };
}

/** The highest version that it can have and that is affected; a later version has the fix. */
function highestAffected(pkg: Package, hits: readonly Hit[]): string | null {
  const versions = possibleVersions(pkg) ?? [];
  if (versions.length < 2) return versions[0] ?? null;
  return versions.findLast((one) => hits.some(({ advisory }) => !isClearOf(one, advisory))) ?? null;
}

function positionOf(
  pkg: Package,
  hits: readonly Hit[],
  { packages, fixes }: { readonly packages: readonly Package[]; readonly fixes: Subject['fixes'] },
): Position {
  const current = highestAffected(pkg, hits);
  const ordering = orderingOf(pkg.ecosystem);
  const fixVersion = fixVersionFor(fixes(), current, ordering);
  const line = current === null ? null : releaseLine(current);
  const isFar = fixVersion !== null && line !== null && releaseLine(fixVersion) !== line;
  const close = isFar ? fixes().filter(({ version }) => releaseLine(version) === line) : [];
  const closeVersion = fixVersionFor(close, current, ordering);
  return {
    ...bearersOf(pkg, packages),
    current,
    fixVersion: fixVersion && spelled(pkg, fixVersion),
    closeFixVersion: closeVersion && spelled(pkg, closeVersion),
  };
}

/**
 * A copy of unknown version inside a published package is not matched with malicious releases: every package with a
 * copy of debug would look malicious.
 */
function isAsked({ isQuestion }: Hit, { vendoredIn, versionState }: Package): boolean {
  return !(isQuestion && vendoredIn !== null && versionState === 'unknown');
}

function findingsOf(
  pkg: Package,
  context: Omit<Context, 'position'>,
  packages: readonly Package[],
): Finding[] {
  const { subject } = context;
  const found = subject.groups.flatMap((flaws) => {
    const hit = flaws.flatMap((flaw) => {
      const hits = flaw.advisories
        .flatMap((advisory) => hitOf(advisory, pkg) ?? [])
        .filter((one) => isAsked(one, pkg));
      return hits.length > 0 ? [{ hits, flaw }] : [];
    });
    return hit.length > 0 ? [hit] : [];
  });
  if (found.length === 0) return [];
  const hits = found.flat().flatMap((each) => each.hits);
  const position = positionOf(pkg, hits, { packages, fixes: subject.fixes });
  return found.map((flaws) => findingOfGroup(pkg, flaws, { ...context, position }));
}

/** Whether only a list in another package names a package. */
function isClaim({ evidence }: Package): boolean {
  return evidence.length > 0 && evidence.every(({ method }) => method === 'sbom');
}

/** Facts of each name of a package; an advisory that several names have counts for the first. */
function subjectsOf(names: readonly AdvisedName[], pkg: Package, store: AdvisoryStore): Subject[] {
  const isClaimed = isClaim(pkg);
  const seen = new Set<string>();
  return names.map(({ name, isSystem }) => {
    const all = store.lookup(pkg.ecosystem, name, isClaimed).filter(({ id }) => !seen.has(id));
    for (const { id } of all) seen.add(id);
    return subjectOf((isSystem ? withoutBundles(all) : all).map(doubtIfPopular));
  });
}

/**
 * Findings of the advisories about the packages of one artifact, one for each package and alias group. Packages that the
 * platform provides are not matched: the platform updates them.
 */
export function matchPackages(
  packages: readonly Package[],
  store: AdvisoryStore,
  programs: LinkedPrograms = NO_PROGRAMS,
): Finding[] {
  const subjects = new Map<string, readonly Subject[]>();
  return packages.flatMap((pkg) => {
    if (pkg.presence === 'runtime' || hasNoAdvisories(pkg)) return [];
    const key = `${pkg.ecosystem}:${pkg.name}:${pkg.system?.source.name ?? ''}:${isClaim(pkg)}`;
    const names = advisedNames(pkg);
    const known = subjects.get(key) ?? subjectsOf(names, pkg, store);
    subjects.set(key, known);
    return names.flatMap(({ version }, at) => {
      const subject = known[at];
      const advised = version === pkg.version ? pkg : { ...pkg, version };
      return subject ? findingsOf(advised, { subject, store, programs }, packages) : [];
    });
  });
}

/** The result of matching one artifact's inventory. */
export interface MatchedInventory extends SettledCopies {
  readonly findings: readonly Finding[];
}

/** The same for an inventory, with copies of known packages among its packages. @param found findings of detectors in it. */
export function matchInventory(
  {
    packages,
    copies = [],
    facts,
  }: Pick<Inventory, 'packages'> & Partial<Pick<Inventory, 'copies' | 'facts'>>,
  found: readonly Finding[],
  store: AdvisoryStore,
): MatchedInventory {
  const foundIds = new Set(found.map((finding) => finding.package));
  const settled = settleCopies(copies, store, foundIds);
  const all = settled.packages.length === 0 ? packages : [...packages, ...settled.packages];
  return {
    packages: all,
    problems: settled.problems,
    findings: matchPackages(all, store, linkedProgramsOf(facts)),
  };
}

/** The title of a record in our words, and the page that describes it. @param record its advisories, one for each package. */
export function headingOf(record: readonly [Advisory, ...Advisory[]]): {
  readonly title: string;
  readonly page: string;
} {
  const [{ id, name }, ...others] = record;
  const names = others.length === 0 ? name : `${record.length} packages`;
  return { title: titleOf(record, names), page: pageOf(id, record) };
}
