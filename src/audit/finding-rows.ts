import type { Finding, FindingReference, FunctionReport, Suppression } from '../model/index.js';
import { compareRisk } from '../policy/index.js';
import { mostOpenLevel, namesInOrder, worstRisk, type Sighting } from '../reporters/index.js';
import type { ExceptionRow, FindingRow, Loading } from './record.js';

/** Dates on which sweeps first saw findings, by the finding's fingerprint in its function. */
export type FirstSeen = ReadonlyMap<string, string>;

function subjectOf({ finding, artifact, found, functions }: Sighting): string {
  if (found) return found.purl;
  const [place] = finding.evidence;
  const path = place && 'path' in place ? place.path : '';
  return path || (artifact?.path ?? functions[0]?.name ?? '');
}

/** How the functions of a sighting judge the finding. */
interface Judged {
  readonly open: readonly FunctionReport[];
  /** Functions that set it aside alone. */
  readonly aside: readonly { readonly fn: FunctionReport; readonly suppression: Suppression }[];
}

/** A function's findings of its artifacts, by artifact and finding: thousands of functions can share an artifact. */
const references = new WeakMap<FunctionReport, ReadonlyMap<string, FindingReference>>();

function referencesOf(fn: FunctionReport): ReadonlyMap<string, FindingReference> {
  const known = references.get(fn);
  if (known) return known;
  const own = fn.findings.flatMap((one) =>
    'kind' in one ? [] : [[`${one.artifact}#${one.id}`, one] as const],
  );
  const made = new Map(own);
  references.set(fn, made);
  return made;
}

function referenceIn(fn: FunctionReport, { artifact, finding }: Sighting): FindingReference | undefined {
  return artifact ? referencesOf(fn).get(`${artifact.id}#${finding.id}`) : undefined;
}

function judged(sighting: Sighting): Judged {
  if (sighting.artifact === null) return { open: sighting.functions, aside: [] };
  const open: FunctionReport[] = [];
  const aside: { readonly fn: FunctionReport; readonly suppression: Suppression }[] = [];
  for (const fn of sighting.functions) {
    const suppression = referenceIn(fn, sighting)?.suppression ?? null;
    if (suppression === null) open.push(fn);
    else aside.push({ fn, suppression });
  }
  return { open, aside };
}

function firstSeenOf(sighting: Sighting, dates: FirstSeen): string | null {
  const fingerprints = sighting.functions.map(
    (fn) => referenceIn(fn, sighting)?.fingerprint ?? sighting.finding.fingerprint,
  );
  return fingerprints.flatMap((one) => dates.get(one)?.slice(0, 10) ?? []).sort()[0] ?? null;
}

function namesOf(functions: readonly FunctionReport[]): string[] {
  return [...new Set(functions.map(({ name }) => name))].sort();
}

type Worst = ReturnType<typeof worstRisk>;

function loadingOf({ finding }: Sighting, { reachable, when, isNotLinked }: Worst): Loading | null {
  if (finding.kind === 'injection') return 'reached';
  if (isNotLinked) return 'notLinked';
  if (finding.package === null) return null;
  if (reachable === null) return 'notKnown';
  return reachable ? (when ?? 'notKnown') : 'not';
}

/** The open findings, each by the function where it is open and the worst, in the order of all reports. */
export function findingRows(sightings: readonly Sighting[], dates: FirstSeen): FindingRow[] {
  const rows = sightings.flatMap((sighting) => {
    const { finding, artifact } = sighting;
    const { open } = judged(sighting);
    if (finding.status !== 'open' || (open.length === 0 && sighting.functions.length > 0)) return [];
    const { severity, kind, rule, title, certainty, fixedIn, remediation, score, kev } = finding;
    const risk = worstRisk(finding, artifact, open);
    const row: FindingRow = {
      severity,
      kind,
      rule,
      aliases: namesInOrder(rule, finding.aliases).filter((id) => id !== rule),
      score,
      exploited: kev,
      title,
      subject: subjectOf(sighting),
      functions: namesOf(open),
      certainty,
      loaded: loadingOf(sighting, risk),
      exposure: mostOpenLevel(open),
      fixedIn,
      remediation: remediation?.text ?? null,
      firstSeen: firstSeenOf(sighting, dates),
    };
    return [{ risk, row }];
  });
  return rows.sort((a, b) => compareRisk(a.risk, b.risk)).map(({ row }) => row);
}

type Aside = Pick<ExceptionRow, 'status' | 'reason' | 'owner' | 'expires' | 'source' | 'functions'>;

function ruled({ reason, owner, expires, source }: Suppression): Omit<Aside, 'functions' | 'status'> {
  return { reason, owner, expires, source };
}

/** Set aside wherever it was found. */
function asideEverywhere(finding: Finding, functions: readonly string[]): Aside[] {
  const { status, suppression, justification } = finding;
  if (status === 'open') return [];
  const stated = { reason: justification ?? '', owner: null, expires: null, source: null };
  return [{ status, functions, ...(suppression ? ruled(suppression) : stated) }];
}

/** Set aside in some functions alone: one entry for each rule. */
function asideInFunctions({ aside }: Judged): Aside[] {
  const byRule = new Map<string, { suppression: Suppression; functions: FunctionReport[] }>();
  for (const { fn, suppression } of aside) {
    const key = JSON.stringify(ruled(suppression));
    const known = byRule.get(key) ?? { suppression, functions: [] };
    known.functions.push(fn);
    byRule.set(key, known);
  }
  return [...byRule.values()].map(({ suppression, functions }) => ({
    status: 'suppressed',
    functions: namesOf(functions),
    ...ruled(suppression),
  }));
}

/** The findings that a rule or a VEX statement sets aside, each with its rule. */
export function exceptionRows(sightings: readonly Sighting[]): ExceptionRow[] {
  return sightings.flatMap((sighting) => {
    const { severity, kind, rule, title, status } = sighting.finding;
    const all =
      status === 'open'
        ? asideInFunctions(judged(sighting))
        : asideEverywhere(sighting.finding, namesOf(sighting.functions));
    return all.map((aside) => ({ severity, kind, rule, title, subject: subjectOf(sighting), ...aside }));
  });
}
