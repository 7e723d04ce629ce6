import { isMalicious, type Artifact, type Finding, type FunctionReport } from '../model/index.js';
import { compareRisk, roleReachOf, type Risk, type RoleReach } from '../policy/index.js';
import { viewOf } from './loaded-words.js';

/** The risk of a finding in the function where it is the worst. */
export interface WorstRisk extends Risk {
  /** Null if no function has the finding. */
  readonly fn: FunctionReport | null;
  /** When the function loads the package: at its start, or only when called; null if that is not known. */
  readonly when: 'start' | 'call' | null;
  /** The program holds the package and none of its functions with the flaw. */
  readonly isNotLinked?: boolean;
}

/** Roles are looked up for each finding: each function's is judged once. */
const roles = new WeakMap<FunctionReport, { readonly reach: RoleReach | null }>();

function roleOf(fn: FunctionReport): RoleReach | null {
  const known = roles.get(fn) ?? { reach: roleReachOf(fn) };
  roles.set(fn, known);
  return known.reach;
}

/** The parts of a risk that a function decides. */
type Place = Omit<WorstRisk, 'isMalware' | 'severity'>;

/** Without a function that has the finding, nothing is known. */
const NOWHERE: Place = { fn: null, reachable: null, when: null, exposure: null, role: null };

function placeIn(fn: FunctionReport, artifact: Artifact | null, found: string | null): Place {
  const view = artifact && found !== null ? viewOf(fn, artifact.id, found) : undefined;
  const { reachable = null, when = null } = view ?? {};
  return {
    fn,
    reachable: view?.shadowedBy ? false : reachable,
    when,
    exposure: fn.exposure?.level ?? null,
    role: roleOf(fn),
  };
}

function worstPlace(
  functions: readonly FunctionReport[],
  artifact: Artifact | null,
  found: string | null,
): Place {
  const same = { isMalware: false, severity: 'low' } as const;
  const [first, ...others] = functions;
  if (!first) return NOWHERE;
  let worst = placeIn(first, artifact, found);
  for (const fn of others) {
    const other = placeIn(fn, artifact, found);
    if (compareRisk({ ...same, ...other }, { ...same, ...worst }) < 0) worst = other;
  }
  return worst;
}

/** Thousands of functions can share an artifact with many findings: each package is looked up once for all of them. */
const places = new WeakMap<readonly FunctionReport[], Map<string, Place>>();

/** The risk of a finding in the function where it is the worst. */
export function worstRisk(
  finding: Finding,
  artifact: Artifact | null,
  functions: readonly FunctionReport[],
): WorstRisk {
  const known = places.get(functions) ?? new Map<string, Place>();
  places.set(functions, known);
  const key = `${artifact?.id}#${finding.package}`;
  const place = known.get(key) ?? worstPlace(functions, artifact, finding.package);
  known.set(key, place);
  // A program that does not hold the code of a flaw never runs it.
  const notLinked = finding.notLinked ? { reachable: false, when: null, isNotLinked: true } : {};
  // Data was followed from the handler to it.
  const followed = finding.kind === 'injection' ? { reachable: true } : {};
  return { ...place, ...notLinked, ...followed, isMalware: isMalicious(finding), severity: finding.severity };
}
