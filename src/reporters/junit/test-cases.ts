import { groupBy, type Gate, type Package } from '../../model/index.js';
import { encountersOf, failsGate } from '../../policy/index.js';
import { asideWords } from '../aside-words.js';
import type { Sighting } from '../sightings.js';

/** A check of a function or of an artifact that several mount. */
export interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why it did not pass, or its findings below the threshold; '' for none. */
  readonly message: string;
  /** One line each. */
  readonly details: readonly string[];
}

/** Whether a finding fails, as the exit code sees it. */
function failsIn({ finding, artifact, found, functions }: Sighting, gate: Gate): boolean {
  // A finding about an unknown version is a question; the function is incomplete for it.
  if (finding.certainty === 'possible' && found?.versionState === 'unknown') return false;
  return failsGate(finding, gate, encountersOf(finding, artifact, functions));
}

function versionOf({ version, candidates }: Package): string {
  return version ?? (candidates.join(' or ') || 'of unknown version');
}

function nameOf({ finding, found }: Sighting): string {
  if (found) return `${found.name} ${versionOf(found)}`;
  return `${finding.kind}: ${finding.title}`;
}

function detailOf({ finding }: Sighting): string {
  const { rule, severity, certainty, title, why, remediation, status } = finding;
  const doubt = certainty === 'possible' ? ', possible' : '';
  const excuse = status === 'open' ? '' : ` [${status}: ${asideWords(finding)}]`;
  const advice = [why, remediation?.text].filter((sentence) => sentence).map((sentence) => ` ${sentence}`);
  return `${rule} (${severity}${doubt}): ${title}.${excuse}${advice.join('')}`;
}

function outcomeOf(group: readonly Sighting[], gate: Gate): TestCase['outcome'] {
  if (group.some((sighting) => failsIn(sighting, gate))) return 'failed';
  return group.every(({ finding }) => finding.status !== 'open') ? 'skipped' : 'passed';
}

/** One case for all findings of a package, or for a finding without a package. */
export function findingCases(sightings: readonly Sighting[], gate: Gate): TestCase[] {
  return [...groupBy(sightings, (sighting) => [nameOf(sighting)])].map(([name, group]) => ({
    name,
    outcome: outcomeOf(group, gate),
    message: group.map(({ finding }) => `${finding.rule} (${finding.severity})`).join(', '),
    details: [...new Set(group.map(detailOf))],
  }));
}

/** Test cases of unused rules: they fail nothing, but their author may rely on them. */
export function rulesCases(notes: readonly string[]): TestCase[] {
  if (notes.length === 0) return [];
  return [{ name: 'every rule is in use', outcome: 'passed', message: '', details: notes }];
}

/** The case for gaps, so that they do not look like a pass. */
export function completenessCase(reasons: readonly string[], accepted: readonly string[] = []): TestCase {
  return {
    name: 'everything was seen',
    outcome: reasons.length === 0 ? 'passed' : 'error',
    message: reasons.length === 0 ? '' : 'Not complete.',
    details: [...reasons, ...accepted],
  };
}
