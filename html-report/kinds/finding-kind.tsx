import type { Severity } from '../../src/model/severity.js';
import type { Column, Filter, ListKind } from '../list/columns.js';
import { SeverityBadge, severityWord } from '../parts/severity.js';
import { number } from '../report/amounts.js';
import { compareText, SEVERITIES } from '../report/counts.js';
import { functionsOf, reachabilityOf, type FindingGroup } from '../report/findings.js';
import type { Finding } from '../report/model.js';
import { addressOf } from '../route.js';
import {
  compareFindings,
  firstOf,
  fixOf,
  isFixable,
  kindLabel,
  Marks,
  statusLabel,
  subjectOf,
} from './finding-words.js';

const columns: readonly Column<FindingGroup>[] = [
  {
    id: 'severity',
    title: 'Severity',
    track: '7rem',
    compare: (a, b) => compareFindings(firstOf(a), firstOf(b)),
    cell: (group) => <SeverityBadge severity={firstOf(group).rule.severity} />,
  },
  {
    id: 'title',
    title: 'Finding',
    track: 'minmax(14rem, 1.6fr)',
    isLink: true,
    compare: (a, b) => compareText(firstOf(a).rule.title, firstOf(b).rule.title),
    cell: (group) => (
      <>
        <b class="cut">{firstOf(group).rule.title}</b>
        <small class="cut">{firstOf(group).rule.id}</small>
      </>
    ),
  },
  {
    id: 'package',
    title: 'Package or file',
    track: 'minmax(9rem, 1fr)',
    compare: (a, b) => compareText(subjectOf(firstOf(a)), subjectOf(firstOf(b))),
    cell: (group) => <span class="cut mono">{subjectOf(firstOf(group))}</span>,
  },
  {
    id: 'marks',
    title: 'Marks',
    track: 'minmax(8rem, 12rem)',
    cell: (group) => <Marks finding={firstOf(group)} />,
  },
  {
    id: 'fix',
    title: 'Fix',
    track: 'minmax(8rem, 0.8fr)',
    isWide: true,
    cell: (group) => <span class="cut muted">{fixOf(firstOf(group))}</span>,
  },
  {
    id: 'functions',
    title: 'Functions',
    track: '6rem',
    isNumber: true,
    isWide: true,
    compare: (a, b) => b.functions.length - a.functions.length,
    cell: ({ functions }) => number(functions.length),
  },
];

function epssOf({ rule: { epss } }: Finding): string {
  if (epss === null) return 'unknown';
  if (epss >= 0.1) return 'high';
  return epss >= 0.01 ? 'medium' : 'low';
}

function newnessOf(findings: readonly Finding[]): string {
  if (findings.some(({ isNew }) => isNew)) return 'new';
  return findings.some(({ isNew }) => isNew === null) ? 'unknown' : 'known';
}

const filters: readonly Filter<FindingGroup>[] = [
  {
    id: 'severity',
    title: 'Severity',
    valuesOf: (group) => [firstOf(group).rule.severity],
    labelOf: (value) => severityWord(value as Severity),
    order: SEVERITIES,
  },
  { id: 'kind', title: 'Kind', valuesOf: (group) => [firstOf(group).rule.kind], labelOf: kindLabel },
  {
    id: 'status',
    title: 'Status',
    valuesOf: (group) => [firstOf(group).status],
    labelOf: statusLabel,
    order: ['open', 'suppressed', 'not_affected'],
  },
  {
    id: 'new',
    title: 'New',
    valuesOf: ({ findings }) => [newnessOf(findings)],
    labelOf: (value) =>
      new Map([
        ['new', 'New'],
        ['known', 'In the baseline'],
      ]).get(value) ?? 'No baseline',
    order: ['new', 'known'],
  },
  {
    id: 'fix',
    title: 'Fix',
    valuesOf: (group) => [group.findings.some(isFixable) ? 'known' : 'none'],
    labelOf: (value) => (value === 'known' ? 'Known' : 'None known'),
  },
  {
    id: 'certainty',
    title: 'Certainty',
    valuesOf: (group) => [firstOf(group).certainty],
    labelOf: (value) => (value === 'certain' ? 'Certain' : 'Possible'),
  },
  {
    id: 'reached',
    title: 'Reachability',
    isKept: true,
    valuesOf: ({ findings }) => [reachabilityOf(findings)],
    order: ['reached', 'unknown', 'not reached'],
    labelOf: (value) => (value === 'unknown' ? 'Unknown' : value === 'reached' ? 'Reached' : 'Not reached'),
  },
  {
    id: 'kev',
    title: 'Exploited (KEV)',
    valuesOf: (group) => [String(firstOf(group).rule.kev)],
    labelOf: (value) =>
      new Map([
        ['true', 'Yes'],
        ['false', 'No'],
      ]).get(value) ?? 'Unknown',
  },
  {
    id: 'epss',
    title: 'EPSS',
    valuesOf: (group) => [epssOf(firstOf(group))],
    labelOf: (value) =>
      new Map([
        ['high', '10 % and more'],
        ['medium', '1 to 10 %'],
        ['low', 'Below 1 %'],
      ]).get(value) ?? 'Unknown',
    order: ['high', 'medium', 'low', 'unknown'],
  },
  {
    id: 'package',
    title: 'Package',
    valuesOf: (group) => [firstOf(group).found?.name ?? 'no package'],
  },
  {
    id: 'function',
    title: 'Function',
    valuesOf: ({ functions }) =>
      functions.length === 0 ? ['mounted by none'] : functions.map(({ name }) => name),
  },
];

export const FINDINGS: ListKind<FindingGroup> = {
  noun: 'findings',
  columns,
  filters,
  textOf: (group) => {
    const { rule } = firstOf(group);
    return `${rule.title} ${rule.id} ${rule.aliases.join(' ')} ${subjectOf(firstOf(group))}`;
  },
  addressOf: (group) => addressOf('advisory', firstOf(group).rule.id),
};

/** Each finding as a group of its own. */
export function singleGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return findings.map((finding) => ({ findings: [finding], functions: functionsOf(finding) }));
}
