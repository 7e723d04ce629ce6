import { counted, listed } from '../amounts.js';
import { asideWords } from '../aside-words.js';
import { isMaliciousGroup, isPossibleOnly, newWords, worstOf, type FindingGroup } from '../finding-groups.js';
import { namedPackage } from '../names.js';
import { codeSpan, linkedSpan, tableRow } from '../markup.js';

const MAX_RULES = 4;
const MAX_FIXES = 2;

export const TABLE_HEAD =
  tableRow(['severity', 'package', 'finding', 'what to do']) + tableRow(['---', '---', '---', '---']);

function severityCell(group: FindingGroup): string {
  const doubt = isPossibleOnly(group) ? ' (possible)' : '';
  const status = group.findings[0].status === 'open' ? '' : `, ${group.findings[0].status.replace('_', ' ')}`;
  const fresh = newWords(group) === '' ? '' : `, **${newWords(group)}**`;
  return (
    (isMaliciousGroup(group) ? `**malware**, ${worstOf(group)}` : worstOf(group)) + doubt + status + fresh
  );
}

function subjectCell({ packages, findings: [worst] }: FindingGroup): string {
  const [found] = packages;
  const copies = packages.length > 1 ? ` (${counted(packages.length, 'copy', 'copies')})` : '';
  if (found) return codeSpan(namedPackage(found)) + copies;
  return codeSpan(worst.locations[0]?.path ?? worst.evidence[0]?.path ?? '');
}

/** The rules with their links, and the title of the worst one. */
function findingCell({ findings }: FindingGroup): string {
  const [worst] = findings;
  const links = new Map(findings.map(({ rule, references }) => [rule, linkedSpan(rule, references)]));
  const exploited = findings.some(({ kev }) => kev === true) ? ' **exploited in the wild**' : '';
  return `${listed([...links.values()], MAX_RULES)}: ${codeSpan(worst.title)}${exploited}`;
}

function fixCell({ findings }: FindingGroup): string {
  const [aside] = findings.map(asideWords);
  if (aside) return `set aside: ${codeSpan(aside)}`;
  const fixes = new Set(findings.flatMap(({ remediation }) => (remediation ? [remediation.text] : [])));
  return listed([...fixes].map(codeSpan), MAX_FIXES);
}

/** The row of one line of a report: a package with its advisories, or a finding of another kind. */
export function groupRow(group: FindingGroup): string {
  return tableRow([severityCell(group), subjectCell(group), findingCell(group), fixCell(group)]);
}
