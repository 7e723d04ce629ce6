import { escapeTerminal } from '../escape-terminal.js';
import { doubtWords } from '../names.js';
import { riskWords } from '../risk-words.js';
import type { WorstRisk } from '../risks.js';
import type { Sighting } from '../sightings.js';
import type { ResultGroup } from '../fold-results.js';

const MAX_NAMES = 20;
const MAX_EVIDENCE = 5;

/**
 * Text of a SARIF message: brackets would start a link and braces a placeholder.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html §3.11.5, §3.11.6
 */
export function messageText(text: string): string {
  return escapeTerminal(text)
    .replaceAll(/[\\[\]]/g, '\\$&')
    .replaceAll(/[{}]/g, '$&$&');
}

function listed(items: Iterable<string>, limit: number): string {
  const distinct = [...new Set(items)];
  const rest = distinct.length - limit;
  const shown = distinct.slice(0, limit).map(messageText).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function versionWords({ found }: Sighting): string[] {
  if (!found) return [];
  const versions = found.version ?? (found.candidates.join(' or ') || 'of unknown version');
  return [`${found.name} ${versions}`];
}

function functionWords(group: ResultGroup): string {
  const names = new Set(group.flatMap(({ functions }) => functions.map(({ name }) => name)));
  if (names.size === 0) return 'No known function mounts it.';
  return `In ${names.size === 1 ? 'function' : `${names.size} functions:`} ${listed(names, MAX_NAMES)}.`;
}

function evidenceWords(group: ResultGroup): string {
  const seen = group.flatMap(({ finding }) =>
    finding.evidence.map(({ path, detail }) => (detail === null ? path : `${path}: ${detail}`)),
  );
  return seen.length === 0 ? '' : `Seen in ${listed(seen, MAX_EVIDENCE)}.`;
}

/** The message of a result: subject, place, certainty, fixed version, remedy. */
export function resultMessage(group: ResultGroup, risk: WorstRisk): string {
  const [{ finding, found }] = group;
  const why = riskWords(risk, found);
  const subject = listed(group.flatMap(versionWords), MAX_EVIDENCE);
  const artifacts = group.flatMap(({ artifact }) => (artifact ? [artifact.path] : []));
  return [
    `${subject === '' ? '' : `${subject}: `}${messageText(finding.title)}.`,
    doubtWords(finding, found),
    finding.kev === true ? 'Exploited in the wild.' : '',
    artifacts.length === 0 ? '' : `Found in ${listed(artifacts, MAX_EVIDENCE)}.`,
    functionWords(group),
    why === '' ? '' : `${messageText(why)}.`,
    evidenceWords(group),
    finding.fixedIn.length === 0 ? '' : `Fixed in ${listed(finding.fixedIn, MAX_EVIDENCE)}.`,
    finding.remediation === null ? '' : messageText(finding.remediation.text),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
