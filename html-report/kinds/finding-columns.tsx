import type { VNode } from 'preact';
import { namesInOrder } from '../../src/reporters/markup.js';
import type { Column, Field } from '../list/columns.js';
import { SeverityBadge } from '../parts/severity.js';
import { number } from '../report/amounts.js';
import { compareText } from '../report/counts.js';
import { reachabilityOf, type FindingGroup } from '../report/findings.js';
import type { Finding } from '../report/model.js';
import {
  compareFindings,
  epssWords,
  firstOf,
  fixOf,
  hasMarks,
  Marks,
  REACH_LABELS,
  subjectOf,
  subjectsOf,
  titleOf,
} from './finding-words.js';

/** `CVE-2021-23337 · GHSA-35jh-r3h4-6jhm`. */
export function idWords({ rule: { id, aliases } }: Finding): string {
  return namesInOrder(id, aliases).join(' · ');
}

function Reach({ group }: { readonly group: FindingGroup }): VNode {
  const reach = reachabilityOf(group.findings);
  return <span class={reach === 'reached' ? 'tag bad' : 'muted'}>{REACH_LABELS.get(reach)}</span>;
}

const REACH_ORDER = [...REACH_LABELS.keys()];

function reachRank({ findings }: FindingGroup): number {
  return REACH_ORDER.indexOf(reachabilityOf(findings));
}

export const FINDING_COLUMNS: readonly Column<FindingGroup>[] = [
  {
    id: 'severity',
    title: 'Severity',
    track: '6.4rem',
    compare: (a, b) => compareFindings(firstOf(a), firstOf(b)),
    cell: (group) => <SeverityBadge severity={firstOf(group).rule.severity} />,
  },
  {
    id: 'score',
    title: 'Score',
    track: '3.4rem',
    isNumber: true,
    isWide: true,
    isUsed: (group) => firstOf(group).rule.score !== null,
    compare: (a, b) => (firstOf(b).rule.score ?? -1) - (firstOf(a).rule.score ?? -1),
    cell: (group) => firstOf(group).rule.score?.toFixed(1) ?? '',
  },
  {
    id: 'title',
    title: 'Finding',
    track: 'minmax(13rem, 1.6fr)',
    isLink: true,
    compare: (a, b) => compareText(titleOf(a), titleOf(b)),
    cell: (group) => (
      <>
        <b class="cut" title={titleOf(group)}>
          {titleOf(group)}
        </b>
        <small class="cut">{idWords(firstOf(group))}</small>
      </>
    ),
  },
  {
    id: 'package',
    title: 'Package or file',
    track: 'minmax(8rem, 1fr)',
    compare: (a, b) => compareText(subjectOf(firstOf(a)), subjectOf(firstOf(b))),
    cell: (group) => (
      <span class="cut mono" title={subjectsOf(group).join(', ')}>
        {subjectsOf(group).join(', ')}
      </span>
    ),
  },
  {
    id: 'epss',
    title: 'EPSS',
    track: '4rem',
    isNumber: true,
    isWide: true,
    isUsed: (group) => firstOf(group).rule.epss !== null,
    compare: (a, b) => (firstOf(b).rule.epss ?? -1) - (firstOf(a).rule.epss ?? -1),
    cell: (group) => {
      const { epss } = firstOf(group).rule;
      return epss === null ? '' : epssWords(epss);
    },
  },
  {
    id: 'reach',
    title: 'Loaded',
    track: '6rem',
    isUsed: (group) => reachabilityOf(group.findings) !== 'unknown',
    compare: (a, b) => reachRank(a) - reachRank(b),
    cell: (group) => <Reach group={group} />,
  },
  {
    id: 'fix',
    title: 'Fix',
    track: 'minmax(8rem, 0.8fr)',
    isWide: true,
    compare: (a, b) => compareText(fixOf(firstOf(a)), fixOf(firstOf(b))),
    cell: (group) => (
      <span class="cut muted" title={fixOf(firstOf(group))}>
        {fixOf(firstOf(group))}
      </span>
    ),
  },
  {
    id: 'marks',
    title: 'Marks',
    track: 'minmax(6rem, 9rem)',
    isUsed: (group) => hasMarks(firstOf(group)),
    cell: (group) => <Marks finding={firstOf(group)} />,
  },
  {
    id: 'functions',
    title: 'Functions',
    track: '5rem',
    isNumber: true,
    isWide: true,
    isUsed: ({ functions }) => functions.length !== 1,
    compare: (a, b) => b.functions.length - a.functions.length,
    cell: ({ functions }) => number(functions.length),
  },
];

function ofFirst(valueOf: (finding: Finding) => ReturnType<Field<FindingGroup>['valueOf']>) {
  return (group: FindingGroup) => valueOf(firstOf(group));
}

export const FINDING_FIELDS: readonly Field<FindingGroup>[] = [
  { id: 'severity', valueOf: ofFirst(({ rule }) => rule.severity) },
  { id: 'score', valueOf: ofFirst(({ rule }) => rule.score) },
  { id: 'rule', valueOf: ofFirst(({ rule }) => rule.id) },
  { id: 'aliases', valueOf: ofFirst(({ rule }) => rule.aliases) },
  { id: 'title', valueOf: titleOf },
  { id: 'kind', valueOf: ofFirst(({ rule }) => rule.kind) },
  { id: 'ecosystem', valueOf: ofFirst(({ found }) => found?.ecosystem ?? null) },
  { id: 'package', valueOf: ofFirst(({ found }) => found?.name ?? null) },
  { id: 'version', valueOf: ofFirst(({ found }) => found?.version ?? null) },
  { id: 'epss', valueOf: ofFirst(({ rule }) => rule.epss) },
  { id: 'kev', valueOf: ofFirst(({ rule }) => rule.kev) },
  { id: 'certainty', valueOf: ofFirst(({ certainty }) => certainty) },
  { id: 'status', valueOf: ofFirst(({ status }) => status) },
  { id: 'loaded', valueOf: ({ findings }) => LOADED.get(reachabilityOf(findings)) ?? null },
  { id: 'fixed_in', valueOf: ofFirst(({ fixedIn }) => fixedIn) },
  { id: 'remediation', valueOf: ofFirst(({ remediation }) => remediation?.text ?? null) },
  {
    id: 'paths',
    valueOf: ({ findings }) => [
      ...new Set(
        findings.flatMap(({ found, locations }) => (found?.locations ?? locations).map(({ path }) => path)),
      ),
    ],
  },
  { id: 'functions', valueOf: ({ functions }) => functions.map(({ name }) => name) },
];

const LOADED = new Map([
  ['reached', true],
  ['not reached', false],
  ['not linked', false],
]);
