import type { Severity } from '../../src/model/severity.js';
import type { Filter, ListKind } from '../list/columns.js';
import { severityWord } from '../parts/severity.js';
import { SEVERITIES } from '../report/counts.js';
import { functionsOf, reachabilityOf, type FindingGroup } from '../report/findings.js';
import type { Finding } from '../report/model.js';
import { addressOf } from '../route.js';
import { FINDING_COLUMNS, FINDING_FIELDS } from './finding-columns.js';
import {
  firstOf,
  isFixable,
  kindLabel,
  REACH_LABELS,
  statusLabel,
  subjectsOf,
  titleOf,
} from './finding-words.js';

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
    title: 'Loaded',
    valuesOf: ({ findings }) => [reachabilityOf(findings)],
    order: [...REACH_LABELS.keys()],
    labelOf: (value) => REACH_LABELS.get(value) ?? value,
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
  columns: FINDING_COLUMNS,
  filters,
  fields: FINDING_FIELDS,
  textOf: (group) => {
    const { rule } = firstOf(group);
    return `${titleOf(group)} ${rule.id} ${rule.aliases.join(' ')} ${subjectsOf(group).join(' ')}`;
  },
  addressOf: (group) => addressOf('advisory', firstOf(group).rule.id),
};

/** Each finding as a group of its own. */
export function singleGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return findings.map((finding) => ({ findings: [finding], functions: functionsOf(finding) }));
}
