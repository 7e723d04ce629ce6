import type { VNode } from 'preact';
import type { Field, ListKind } from '../list/columns.js';
import { CountPills, severityWord, WorstBadge } from '../parts/severity.js';
import { number } from '../report/amounts.js';
import { compareRisk, compareText, compareWorst, SEVERITIES } from '../report/counts.js';
import type { Artifact, FunctionView, Report } from '../report/model.js';
import { lazyBy } from '../report/lazy.js';
import { STARTS, startLabel, startOf } from '../report/start.js';
import { addressOf } from '../route.js';
import type { Severity } from '../../src/model/severity.js';

/** Worst first. */
export const functionsByRisk = lazyBy((report: Report): readonly FunctionView[] =>
  [...report.functions].sort(compareRisk),
);

/** Artifacts that no function mounts: they would be in no function's page. */
export const looseArtifacts = lazyBy((report: Report): readonly Artifact[] =>
  report.artifacts.filter((artifact) => artifact.functions().length === 0),
);

/** `worst` of a function in filters and addresses. */
export function worstId({
  worst,
  counts,
  complete,
  isUnknown = false,
}: Pick<FunctionView, 'worst' | 'counts' | 'complete'> & { readonly isUnknown?: boolean }): string {
  if (worst) return worst;
  if (counts.possible > 0) return 'possible';
  if (!complete) return 'not-seen';
  return isUnknown ? 'not-known' : 'nothing';
}

export const WORST_ORDER = [...SEVERITIES, 'possible', 'not-seen', 'not-known', 'nothing'] as const;

export function worstLabel(id: string): string {
  if (id === 'not-seen') return 'Incomplete';
  if (id === 'possible') return 'Only possible';
  if (id === 'not-known') return 'Not known';
  return id === 'nothing' ? 'Nothing found' : severityWord(id as Severity);
}

function Count({ value }: { readonly value: number }): VNode {
  return value === 0 ? <span class="zero">·</span> : <>{number(value)}</>;
}

/** Details that distinguish functions of one name. An ARN adds nothing to its account and region. */
function detailOf({ id, name, runtime, region, account }: FunctionView): string {
  const where = id === name || id.startsWith('arn:') ? null : id;
  return [where, runtime, region, account].filter((part) => part !== null).join(' · ');
}

const columns: ListKind<FunctionView>['columns'] = [
  {
    id: 'worst',
    title: 'Worst',
    track: '8.5rem',
    compare: compareWorst,
    cell: ({ counts, complete }) => <WorstBadge counts={counts} complete={complete} />,
  },
  {
    id: 'name',
    title: 'Function',
    track: 'minmax(12rem, 1fr)',
    isLink: true,
    compare: (a, b) => compareText(a.name, b.name),
    cell: (fn) => (
      <>
        <b class="cut" title={fn.name}>
          {fn.name}
        </b>
        <small class="cut">{detailOf(fn)}</small>
      </>
    ),
  },
  {
    id: 'marks',
    title: 'Marks',
    track: '7.5rem',
    isUsed: ({ complete, hasMalware, hasNew }) => !complete || hasMalware || hasNew,
    compare: (a, b) => Number(a.complete) - Number(b.complete),
    cell: ({ complete, hasMalware, hasNew }) => (
      <span class="tags">
        {hasMalware && <span class="tag bad">Malware</span>}
        {!complete && <span class="tag warn">Incomplete</span>}
        {hasNew && <span class="tag new">New</span>}
      </span>
    ),
  },
  ...SEVERITIES.map((severity) => ({
    id: severity,
    title: severityWord(severity),
    track: '4.6rem',
    isNumber: true,
    isWide: true,
    isUsed: ({ counts }: FunctionView) => counts[severity] > 0,
    compare: (a: FunctionView, b: FunctionView) => b.counts[severity] - a.counts[severity],
    cell: ({ counts }: FunctionView) => <Count value={counts[severity]} />,
  })),
  {
    id: 'possible',
    title: 'Possible',
    track: '4.6rem',
    isNumber: true,
    isWide: true,
    isUsed: ({ counts }) => counts.possible > 0,
    compare: (a, b) => b.counts.possible - a.counts.possible,
    cell: ({ counts }) => <Count value={counts.possible} />,
  },
  {
    id: 'counts',
    title: 'Findings',
    track: '0',
    isNarrow: true,
    cell: ({ counts }) => <CountPills counts={counts} />,
  },
  {
    id: 'packages',
    title: 'Packages',
    track: '5rem',
    isNumber: true,
    isWide: true,
    compare: (a, b) => b.packageCount - a.packageCount,
    cell: ({ packageCount }) => number(packageCount),
  },
  {
    id: 'start',
    title: 'Exposure',
    track: '8rem',
    isWide: true,
    isUsed: ({ exposure }) => exposure !== null,
    compare: (a, b) => startRank(a) - startRank(b),
    cell: (fn) => (
      <span class={startOf(fn) === 'public' ? 'tag bad' : 'muted'}>{startLabel(startOf(fn))}</span>
    ),
  },
];

function startRank(fn: FunctionView): number {
  return STARTS.findIndex(({ id }) => id === startOf(fn));
}

const FIELDS: readonly Field<FunctionView>[] = [
  { id: 'name', valueOf: ({ name }) => name },
  { id: 'id', valueOf: ({ id }) => id },
  { id: 'worst', valueOf: worstId },
  { id: 'complete', valueOf: ({ complete }) => complete },
  { id: 'malware', valueOf: ({ hasMalware }) => hasMalware },
  ...[...SEVERITIES, 'possible' as const].map((severity) => ({
    id: severity,
    valueOf: ({ counts }: FunctionView) => counts[severity],
  })),
  { id: 'packages', valueOf: ({ packageCount }) => packageCount },
  { id: 'exposure', valueOf: ({ exposure }) => exposure?.level ?? null },
  { id: 'runtime', valueOf: ({ runtime }) => runtime },
  { id: 'handler', valueOf: ({ handler }) => handler },
  { id: 'account', valueOf: ({ account }) => account },
  { id: 'region', valueOf: ({ region }) => region },
  { id: 'platform', valueOf: ({ platform }) => platform },
];

export const FUNCTIONS: ListKind<FunctionView> = {
  noun: 'functions',
  columns,
  filters: [
    {
      id: 'worst',
      title: 'Worst finding',
      valuesOf: (fn) => [worstId(fn)],
      labelOf: worstLabel,
      order: WORST_ORDER,
    },
    {
      id: 'seen',
      title: 'Seen',
      valuesOf: ({ complete }) => [complete ? 'whole' : 'incomplete'],
      labelOf: (value) => (value === 'whole' ? 'Whole' : 'Incomplete'),
    },
    {
      id: 'start',
      title: 'Exposure',
      valuesOf: (fn) => [startOf(fn)],
      labelOf: (value) => STARTS.find(({ id }) => id === value)?.label ?? value,
      order: STARTS.map(({ id }) => id),
    },
    {
      id: 'new',
      title: 'New findings',
      valuesOf: ({ hasNew }) => [hasNew ? 'new' : 'none'],
      labelOf: (value) => (value === 'new' ? 'With new findings' : 'Without'),
    },
    { id: 'runtime', title: 'Runtime', valuesOf: ({ runtime }) => [runtime ?? 'not known'] },
    { id: 'account', title: 'Account', valuesOf: ({ account }) => [account ?? 'not known'] },
    { id: 'region', title: 'Region', valuesOf: ({ region }) => [region ?? 'not known'] },
    { id: 'platform', title: 'Platform', valuesOf: ({ platform }) => [platform] },
  ],
  textOf: ({ name, id, handler }) => `${name} ${id} ${handler ?? ''}`,
  addressOf: ({ key }) => addressOf('function', key),
  fields: FIELDS,
};
