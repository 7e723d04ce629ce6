import type { Report } from '../../model/index.js';
import { asideWords } from '../aside-words.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { Sighting } from '../sightings.js';
import { isVulnerability, subjectRefs } from './vulnerabilities.js';

function annotation(report: Report, subjects: readonly string[], text: string): object {
  const component = {
    type: 'application',
    name: 'stowaway',
    version: escapeTerminal(report.tool.version),
  };
  return { subjects, annotator: { component }, timestamp: report.scannedAt, text: escapeTerminal(text) };
}

/** Findings without another place in a BOM: those that are not vulnerabilities. */
export function* annotationsOf(report: Report, sightings: readonly Sighting[]): Generator<object> {
  for (const sighting of sightings) {
    const { finding } = sighting;
    if (isVulnerability(finding)) continue;
    const { kind, rule, severity, title, why, status } = finding;
    const aside = status === 'open' ? '' : `, ${status}: ${asideWords(finding)}`;
    const words = `${kind} ${rule} (${severity}${aside}): ${title}${why === null ? '' : `. ${why}`}`;
    yield annotation(report, subjectRefs(sighting), words);
  }
}
