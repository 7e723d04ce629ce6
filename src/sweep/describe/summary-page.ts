import { SEVERITIES } from '../../model/index.js';
import {
  contentPage,
  type ContentColumn,
  type ContentList,
  type ContentPart,
  type PageContent,
} from '../../reporters/index.js';
import type { SeverityCount } from '../../store/index.js';
import type { SweptFinding } from '../sweep-report.js';
import { callerWords } from './caller-words.js';
import { countWords } from './describe-sweep.js';
import { acceptedWords, uncalledWords, unseenWords } from './describe-unseen.js';
import type { SweepSummary } from './sweep-summary.js';

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function totalOf(counts: readonly SeverityCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

const STATE_TITLES = { new: 'New', fixed: 'Fixed', open: 'Open' } as const;

const FINDING_COLUMNS: readonly ContentColumn[] = [
  { id: 'severity', title: 'Severity', kind: 'severity', isFilter: true },
  { id: 'what', title: 'What', kind: 'name' },
  { id: 'score', title: 'Score', kind: 'number' },
  { id: 'rule', title: 'Rule', kind: 'code' },
  { id: 'kind', title: 'Kind', kind: 'text', isFilter: true, isDetail: true },
  { id: 'function', title: 'Function', kind: 'code' },
  { id: 'account', title: 'Account', kind: 'text', isFilter: true, isDetail: true },
  { id: 'region', title: 'Region', kind: 'text', isFilter: true, isDetail: true },
  { id: 'started_by', title: 'Started by', kind: 'text', isDetail: true },
  { id: 'fixed_in', title: 'Fixed in', kind: 'text' },
  { id: 'since', title: 'Since', kind: 'text', isDetail: true },
  { id: 'seen', title: 'Seen', kind: 'text', isFilter: true, isDetail: true },
];

function findingCells(found: SweptFinding): (string | number)[] {
  const { severity, kind, rule, detail, account, region, triggers, since, stale } = found;
  return [
    severity,
    detail.package ?? detail.title,
    detail.score ?? '',
    rule,
    kind,
    found.function.split(':').at(6) ?? found.function,
    account,
    region,
    callerWords(triggers),
    detail.fixedIn.join(' or '),
    since.slice(0, 10),
    stale ? 'not seen this time' : '',
  ];
}

function findingList(state: keyof typeof STATE_TITLES, { findings, counts }: SweepSummary): ContentList {
  const rows = findings[state].map(findingCells);
  const all = totalOf(counts[state]);
  const note = all > rows.length ? `the worst of ${all}` : '';
  return { id: state, title: STATE_TITLES[state], noun: 'findings', note, columns: FINDING_COLUMNS, rows };
}

function groupList({ by, groups }: SweepSummary): ContentList {
  return {
    id: 'groups',
    title: `By ${by}`,
    noun: `${by}s`.replace(/ys$/, 'ies'),
    note: '',
    columns: [
      { id: by, title: capital(by), kind: 'name' },
      ...SEVERITIES.map((severity) => ({ id: severity, title: capital(severity), kind: 'number' as const })),
      { id: 'functions', title: 'Functions', kind: 'number' },
    ],
    rows: groups.map((group) => [
      group.name,
      ...SEVERITIES.map((severity) => group[severity]),
      group.functions,
    ]),
  };
}

function trends({ trend }: SweepSummary): ContentPart[] {
  const [first, last] = [trend.at(0), trend.at(-1)];
  if (!first || !last || trend.length < 2) return [];
  const [from, to] = [first.startedAt.slice(0, 10), last.startedAt.slice(0, 10)];
  const bySeverity = SEVERITIES.map((severity) => ({
    name: capital(severity),
    tone: severity,
    values: trend.map(({ open }) => open[severity] ?? 0),
  }));
  const coverage = [
    { name: 'All', tone: 'low' as const, values: trend.map(({ functions }) => functions) },
    { name: 'Read whole', tone: 'plain' as const, values: trend.map(({ covered }) => covered) },
  ];
  return [
    { kind: 'trend', title: `Open findings over ${trend.length} sweeps`, from, to, lines: bySeverity },
    { kind: 'trend', title: 'Functions', from, to, lines: coverage },
  ];
}

function openBySeverity({ counts }: SweepSummary): ContentPart {
  const sizeOf = (severity: string): number =>
    totalOf(counts.open.filter((count) => count.severity === severity));
  const parts = SEVERITIES.map((severity) => ({
    label: capital(severity),
    tone: severity,
    size: sizeOf(severity),
  }));
  return { kind: 'bar', title: 'Open findings', parts };
}

function tiles({ counts }: SweepSummary): ContentPart {
  const states = ['new', 'fixed', 'open'] as const;
  return {
    kind: 'tiles',
    title: null,
    tiles: states.map((state) => ({
      name: STATE_TITLES[state],
      value: totalOf(counts[state]),
      note: countWords(counts[state]),
      list: state,
    })),
  };
}

function titleOf({ counts, complete }: SweepSummary): string {
  const fresh = totalOf(counts.new);
  const open = totalOf(counts.open);
  if (fresh > 0) return `${fresh} new of ${open} open findings`;
  if (open > 0) return `Nothing new, ${open} open findings`;
  return complete ? 'Nothing is open, and the sweep is complete' : 'Nothing is open in what was seen';
}

function contentOf(summary: SweepSummary): PageContent {
  const { run, startedAt, complete, since, uncalledVersions } = summary;
  const reasons = unseenWords(summary);
  const compared = since === 0 ? 'no sweep before it' : `compared with sweep ${since} and those before it`;
  return {
    over: `Sweep ${run} of ${startedAt.slice(0, 10)}, ${compared}`,
    title: titleOf(summary),
    incomplete: complete ? null : { title: 'Incomplete: not everything was seen', reasons },
    parts: [
      tiles(summary),
      openBySeverity(summary),
      { kind: 'list', title: null, list: 'new' },
      { kind: 'list', title: null, list: 'open' },
      ...trends(summary),
      { kind: 'list', title: null, list: 'groups' },
      { kind: 'lines', title: 'Accepted gaps', lines: acceptedWords(summary) },
      {
        kind: 'lines',
        title: 'Notes',
        lines: [...(complete ? reasons : []), ...uncalledWords(uncalledVersions)],
      },
    ],
    lists: [
      findingList('new', summary),
      findingList('open', summary),
      findingList('fixed', summary),
      groupList(summary),
    ],
  };
}

/** The results of sweeps as a page: what is new, fixed and open, with the trend. */
export function summaryPage(summary: SweepSummary): string {
  return contentPage(contentOf(summary));
}
