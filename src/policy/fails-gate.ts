import {
  severityWeight,
  type Artifact,
  type FailLevel,
  type Finding,
  type FindingReference,
  type FunctionReport,
  type Gate,
  type Package,
  type Severity,
} from '../model/index.js';

/** The default gate, perhaps with another level. */
export function plainGate(severity: FailLevel = 'high'): Gate {
  return {
    severity,
    kinds: [],
    kev: false,
    epss: null,
    unreachable: null,
    unexposed: null,
    required: null,
    newOnly: false,
  };
}

/**
 * Whether others than the account's own services may start a function; null when that is not known, or when no trigger was
 * seen. Users of a pool start its triggers, and anybody may be one: such a trigger is not known to be internal.
 */
export function isExposed({
  exposure,
  triggers,
}: Pick<FunctionReport, 'exposure' | 'triggers'>): boolean | null {
  if (exposure?.level === 'public' || exposure?.level === 'account') return true;
  if (exposure?.level !== 'internal') return null;
  return triggers.some(({ type }) => type === 'auth') ? null : false;
}

/** A finding as one function has it. */
export interface Encounter {
  readonly suppressed: boolean;
  /** Null without a baseline. */
  readonly isNew: boolean | null;
  /** Null when it is not known. */
  readonly reachable: boolean | null;
  readonly exposed: boolean | null;
  /** Whether its package is only required by others, and its own code was not found. */
  readonly isOnlyRequired: boolean;
}

interface Lookups {
  readonly references: ReadonlyMap<string, FindingReference>;
  readonly reachable: ReadonlyMap<string, boolean | null>;
}

/** Runs for each finding of a function's mounts: its lists are indexed once. */
const known = new WeakMap<FunctionReport, Lookups>();

function lookupsOf(fn: FunctionReport): Lookups {
  const lookups = known.get(fn) ?? {
    references: new Map(
      fn.findings.flatMap((finding) =>
        'kind' in finding ? [] : [[`${finding.artifact}#${finding.id}`, finding] as const],
      ),
    ),
    reachable: new Map(fn.packages.map(({ artifact, id, reachable }) => [`${artifact}#${id}`, reachable])),
  };
  known.set(fn, lookups);
  return lookups;
}

/** Runs for each finding: the packages are indexed once. */
const requiredIn = new WeakMap<readonly Package[], ReadonlySet<string>>();

/** Whether a finding is about a package that others require and whose own code was not found. */
export function isOfRequired({ package: id }: Finding, { packages }: Pick<Artifact, 'packages'>): boolean {
  const required =
    requiredIn.get(packages) ??
    new Set(packages.flatMap((found) => (found.basis === 'required' ? [found.id] : [])));
  requiredIn.set(packages, required);
  return id !== null && required.has(id);
}

/** Whether a function may run the code of a finding. @param loaded whether it loads the package, as far as that is known. */
function isReached({ notLinked }: Finding, loaded: boolean | null | undefined): boolean | null {
  return notLinked ? false : (loaded ?? null);
}

/**
 * Encounters of functions with a finding.
 * @param artifact the artifact with the finding; null for a finding of a function itself.
 * @param functions those that mount the artifact; without any, the finding counts once on its own.
 */
export function* encountersOf(
  finding: Finding,
  artifact: Pick<Artifact, 'id' | 'packages'> | null,
  functions: readonly FunctionReport[],
): Generator<Encounter> {
  const isOnlyRequired = artifact !== null && isOfRequired(finding, artifact);
  if (functions.length === 0) {
    yield {
      suppressed: false,
      isNew: finding.isNew,
      reachable: isReached(finding, undefined),
      exposed: null,
      isOnlyRequired,
    };
  }
  for (const fn of functions) {
    const { references, reachable } = lookupsOf(fn);
    const reference = artifact ? references.get(`${artifact.id}#${finding.id}`) : undefined;
    yield {
      suppressed: (reference?.suppression ?? null) !== null,
      isNew: reference ? reference.isNew : finding.isNew,
      reachable: isReached(
        finding,
        artifact ? reachable.get(`${artifact.id}#${finding.package}`) : undefined,
      ),
      exposed: isExposed(fn),
      isOnlyRequired,
    };
  }
}

function isMalware({ kind, certainty }: Finding): boolean {
  return kind === 'malware' && certainty === 'certain';
}

function reaches(finding: Finding, level: FailLevel): boolean {
  if (level === 'none') return false;
  return isMalware(finding) || severityWeight(finding.severity) >= severityWeight(level satisfies Severity);
}

function isExploited({ kev, epss }: Finding, gate: Gate): boolean {
  return (gate.kev && kev === true) || (gate.epss !== null && epss !== null && epss >= gate.epss);
}

/** What cannot be reached, or not by strangers, fails at levels of its own; malicious or exploited code fails regardless of them. */
function isRelaxed(finding: Finding, { reachable, exposed }: Encounter, gate: Gate): boolean {
  if (isMalware(finding) || isExploited(finding, gate)) return false;
  const levels = [
    ...(reachable === false ? [gate.unreachable] : []),
    ...(exposed === false ? [gate.unexposed] : []),
  ];
  return levels.some((level) => level !== null && !reaches(finding, level));
}

/** Flaws that are only possible, because the code of their package was not found, fail at a level of their own or not at all. */
function isSpared(finding: Finding, { isOnlyRequired }: Encounter, { required }: Gate): boolean {
  if (finding.kind === 'malware') return false;
  return isOnlyRequired && (required === null || !reaches(finding, required));
}

function counts({ suppressed, isNew }: Encounter, { newOnly }: Gate): boolean {
  return !suppressed && !(newOnly && isNew === false);
}

/** Whether a finding makes the run fail in one of the functions that meet it. Certain malware does at every level but `none`. */
export function failsGate(finding: Finding, gate: Gate, encounters: Iterable<Encounter>): boolean {
  const level = gate.kinds.find(({ kind }) => kind === finding.kind)?.severity ?? gate.severity;
  const isGrave = reaches(finding, level) || isExploited(finding, gate);
  if (finding.status !== 'open' || !isGrave) return false;
  for (const encounter of encounters) {
    if (!counts(encounter, gate) || isSpared(finding, encounter, gate)) continue;
    if (!isRelaxed(finding, encounter, gate)) return true;
  }
  return false;
}
