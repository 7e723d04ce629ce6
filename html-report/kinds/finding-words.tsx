import type { VNode } from 'preact';
import { isOnlyRequired } from '../../src/reporters/names.js';
import { UNKNOWN_LICENSE } from '../../src/policy/license-verdict.js';
import { counted } from '../report/amounts.js';
import { compareText, isMalicious, SEVERITIES } from '../report/counts.js';
import type { FindingGroup } from '../report/findings.js';
import type { Finding } from '../report/model.js';

const KIND_LABELS = new Map([
  ['advisory', 'Advisory'],
  ['malware', 'Malware'],
  ['typosquat', 'Imitated name'],
  ['install-script', 'Install script'],
  ['tamper', 'Tampered'],
  ['hook', 'Runtime hook'],
  ['drift', 'Drift'],
  ['permission', 'Permission'],
  ['injection', 'Injection'],
  ['secret', 'Secret'],
  ['configuration', 'Configuration'],
  ['runtime', 'Runtime'],
]);

export function kindLabel(kind: string): string {
  return KIND_LABELS.get(kind) ?? kind;
}

const STATUS_LABELS = new Map([
  ['open', 'Open'],
  ['suppressed', 'Suppressed'],
  ['not_affected', 'Not affected'],
]);

export function statusLabel(status: string): string {
  return STATUS_LABELS.get(status) ?? status;
}

/** `lodash 4.17.11`, or where it is when it is about no package. */
export function subjectOf({ found, locations, artifact, owner }: Finding): string {
  if (found) return `${found.name} ${found.version}`;
  return locations[0]?.path || artifact?.path || owner?.name || '';
}

/** Subjects of all findings of a row, each once. */
export function subjectsOf({ findings }: FindingGroup): readonly string[] {
  return findings.length === 1 ? findings.map(subjectOf) : [...new Set(findings.map(subjectOf))];
}

/** The title of a row: that of its finding, or words for several packages without a known licence. */
export function titleOf(group: FindingGroup): string {
  const { rule } = firstOf(group);
  const count = rule.id === UNKNOWN_LICENSE ? subjectsOf(group).length : 1;
  return count === 1 ? rule.title : `No licence is known of ${counted(count, 'package')}`;
}

/** How it can be cleared, shortly. */
export function fixOf({ remediation }: Finding): string {
  if (!remediation) return 'No known fix';
  const { action, direct, directVersion, version } = remediation;
  if (action === 'upgrade' && version !== null) {
    if (direct === null) return `Upgrade to ${version}`;
    return `Raise ${direct}${directVersion === null ? '' : ` to ${directVersion}`}`;
  }
  return (
    new Map([
      ['remove', 'Remove'],
      ['replace', 'Replace'],
      ['review', 'Review'],
    ]).get(action) ?? 'No known fix'
  );
}

export function epssWords(epss: number): string {
  const percent = epss * 100;
  return percent > 0 && percent < 0.1 ? '< 0.1 %' : `${percent.toFixed(1)} %`;
}

export function isFixable({ remediation }: Finding): boolean {
  return remediation !== null && (remediation.action !== 'upgrade' || remediation.version !== null);
}

/** The one order of reports: what does not count comes last, then what only another package requires, then the rank. */
export function compareInOneOrder(a: Finding, b: Finding): number {
  return (
    Number(a.status !== 'open') - Number(b.status !== 'open') ||
    Number(isRequired(a)) - Number(isRequired(b)) ||
    b.rank - a.rank ||
    Number(a.certainty === 'possible') - Number(b.certainty === 'possible') ||
    compareFindings(a, b)
  );
}

/** Its package is required, and its own code was not found. */
function isRequired({ found, rule, certainty }: Finding): boolean {
  return found !== null && isOnlyRequired(found) && !isMalicious(rule, certainty);
}

/** What is malicious comes first, what does not count last. */
function rank({ rule, certainty, status }: Finding): number {
  if (status !== 'open') return SEVERITIES.length + SEVERITIES.indexOf(rule.severity);
  return isMalicious(rule, certainty) ? -1 : SEVERITIES.indexOf(rule.severity);
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    rank(a) - rank(b) ||
    (b.rule.score ?? 0) - (a.rule.score ?? 0) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(subjectOf(a), subjectOf(b))
  );
}

export function firstOf({ findings }: FindingGroup): Finding {
  return findings[0] as Finding;
}

/** Whether functions load the package of findings, in the order of their weight. */
export const REACH_LABELS: ReadonlyMap<string, string> = new Map([
  ['reached', 'Loaded'],
  ['unknown', 'Not known'],
  ['not reached', 'Not loaded'],
  ['not linked', 'Not linked'],
]);

interface Mark {
  readonly tone: string;
  readonly words: string;
}

/** What a finding is to be known for beside its severity; nothing for most. */
function marksOf({ rule, certainty, status, isNew }: Finding): readonly Mark[] {
  return [
    {
      tone: rule.kind === 'malware' ? 'bad' : '',
      words: kindLabel(rule.kind),
      isSet: rule.kind !== 'advisory',
    },
    { tone: 'bad', words: 'Exploited', isSet: rule.kev === true },
    { tone: '', words: 'Possible', isSet: certainty === 'possible' },
    { tone: 'new', words: 'New', isSet: isNew === true },
    { tone: '', words: statusLabel(status), isSet: status !== 'open' },
  ].filter(({ isSet }) => isSet);
}

export function hasMarks(finding: Finding): boolean {
  return marksOf(finding).length > 0;
}

export function Marks({ finding }: { readonly finding: Finding }): VNode | null {
  const marks = marksOf(finding);
  if (marks.length === 0) return null;
  return (
    <span class="tags">
      {marks.map(({ tone, words }) => (
        <span key={words} class={`tag ${tone}`}>
          {words}
        </span>
      ))}
    </span>
  );
}
