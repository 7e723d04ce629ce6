import { problemSentence, type Report } from '../../model/index.js';
import { allAcceptedNotes } from '../accepted-gaps.js';
import { asideWords } from '../aside-words.js';
import { fieldText } from '../field-text.js';
import { foldResults, type ResultGroup } from '../fold-results.js';
import { problemsOf } from '../located-problems.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { sightingsOf, type Sighting } from '../sightings.js';
import { streamJson } from '../stream-json.js';
import { vulnerabilityOf } from './vulnerability.js';

/** Version of GitLab's security report schemas. It demands no list of dependency files. */
const SCHEMA_VERSION = '15.2.1';
const MAX_MESSAGE = 1000;
const MAX_MESSAGES = 100;

/** GitLab's times have neither a fraction nor a zone: they are UTC. */
function timeOf({ scannedAt }: Report): string {
  return scannedAt.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
}

/** GitLab has its own list of dismissed vulnerabilities: what is set aside here is no vulnerability there. */
function setAsideNotes(sightings: readonly Sighting[]): string[] {
  return sightings
    .filter(({ finding }) => finding.status !== 'open')
    .map(({ finding, found }) =>
      [finding.rule, found === null ? '' : ` of ${found.name}`, ` is set aside: ${asideWords(finding)}`].join(
        '',
      ),
    );
}

/** Warnings for what was not seen; notes for what is accepted, set aside or changes nothing. */
function messagesOf(report: Report, sightings: readonly Sighting[]): object[] {
  const problems = problemsOf(report).map(({ where, ...problem }) => ({
    isGap: problem.affectsCompleteness,
    told: problemSentence(problem),
    words: [where, problemSentence(problem)].filter(Boolean).join(': '),
  }));
  const reasons = new Set(report.summary.reasons);
  const gaps = problems.filter(({ isGap, told }) => isGap && !reasons.has(told)).map(({ words }) => words);
  const others = problems.filter(({ isGap }) => !isGap).map(({ words }) => words);
  const message = (level: string) => (words: string) => ({ level, value: fieldText(words, MAX_MESSAGE) });
  return [
    ...(report.options.finished ? [] : ['The scan was interrupted.']).map(message('fatal')),
    ...[...reasons, ...gaps].slice(0, MAX_MESSAGES).map(message('warn')),
    ...[...allAcceptedNotes(report), ...setAsideNotes(sightings), ...others]
      .slice(0, MAX_MESSAGES)
      .map(message('info')),
  ];
}

function scanOf(report: Report, sightings: readonly Sighting[]): object {
  const tool = {
    id: 'stowaway',
    name: 'stowaway',
    version: fieldText(report.tool.version, MAX_MESSAGE),
    vendor: { name: 'stowaway' },
  };
  return {
    analyzer: tool,
    scanner: tool,
    type: 'dependency_scanning',
    start_time: timeOf(report),
    end_time: timeOf(report),
    status: report.options.finished ? 'success' : 'failure',
    messages: messagesOf(report, sightings),
  };
}

function* vulnerabilitiesOf(groups: readonly ResultGroup[]): Generator<object> {
  for (const group of groups) yield vulnerabilityOf(group);
}

/**
 * A dependency scanning report for GitLab, as a job's `artifacts: reports: dependency_scanning` takes it. Findings that are set aside
 * are messages of the scan.
 * https://docs.gitlab.com/ee/development/integrations/secure.html
 */
export const gitlab = {
  id: 'gitlab',
  title: 'GitLab dependency scanning report',
  extension: 'gl.json',
  *render(report: Report) {
    const sightings = sightingsOf(indexReport(report));
    const { groups } = foldResults(sightings.filter(({ finding }) => finding.status === 'open'));
    yield* streamJson({
      version: SCHEMA_VERSION,
      scan: scanOf(report, sightings),
      vulnerabilities: vulnerabilitiesOf(groups),
    });
  },
} satisfies Reporter;
