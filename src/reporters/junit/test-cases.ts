import { severityWeight, SEVERITIES, type Finding, type Package, type Severity } from '../../model/index.js';
import type { Sighting } from '../sightings.js';

/** A check of a function or of an artifact that several mount. */
export interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why it did not pass, or what was found below the threshold; '' when there is nothing to say. */
  readonly message: string;
  /** One line each. */
  readonly details: readonly string[];
}

function isSeverity(level: string): level is Severity {
  return (SEVERITIES as readonly string[]).includes(level);
}

/** Whether a finding fails at a threshold, as the exit code sees it: certain malware always does unless nothing may. */
export function failsAt(finding: Finding, found: Package | null, level: string): boolean {
  if (finding.status !== 'open' || !isSeverity(level)) return false;
  // Of an unknown version it only asks; the function is incomplete for it.
  if (finding.certainty === 'possible' && found?.versionState === 'unknown') return false;
  if (finding.kind === 'malware' && finding.certainty === 'certain') return true;
  return severityWeight(finding.severity) >= severityWeight(level);
}

function versionOf({ version, candidates }: Package): string {
  return version ?? (candidates.join(' or ') || 'of unknown version');
}

function nameOf({ finding, found }: Sighting): string {
  if (found) return `${found.name} ${versionOf(found)}`;
  return `${finding.kind}: ${finding.title}`;
}

function detailOf({ finding }: Sighting): string {
  const { rule, severity, certainty, title, remediation, status, suppression, justification } = finding;
  const doubt = certainty === 'possible' ? ', possible' : '';
  const excuse =
    status === 'open' ? '' : ` [${status}: ${suppression?.reason ?? justification ?? 'no reason'}]`;
  return `${rule} (${severity}${doubt}): ${title}.${excuse} ${remediation?.text ?? ''}`.trimEnd();
}

function outcomeOf(group: readonly Sighting[], level: string): TestCase['outcome'] {
  if (group.some(({ finding, found }) => failsAt(finding, found, level))) return 'failed';
  return group.every(({ finding }) => finding.status !== 'open') ? 'skipped' : 'passed';
}

/** One case for all that was found about a package, or for a finding that is about none. */
export function findingCases(sightings: readonly Sighting[], level: string): TestCase[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const name = nameOf(sighting);
    const group = groups.get(name);
    if (group) group.push(sighting);
    else groups.set(name, [sighting]);
  }
  return [...groups].map(([name, group]) => ({
    name,
    outcome: outcomeOf(group, level),
    message: group.map(({ finding }) => `${finding.rule} (${finding.severity})`).join(', '),
    details: [...new Set(group.map(detailOf))],
  }));
}

/** The case that keeps what was not seen from looking fine. */
export function completenessCase(reasons: readonly string[]): TestCase {
  return {
    name: 'everything was seen',
    outcome: reasons.length === 0 ? 'passed' : 'error',
    message: reasons.length === 0 ? '' : 'Not complete.',
    details: reasons,
  };
}
