import {
  contentPage,
  type ContentColumn,
  type ContentList,
  type PageContent,
} from '../../reporters/index.js';
import { callerWords } from './caller-words.js';
import { doubts, foundWords, packageWords, placeWords, summaryOf, versionWords } from './describe-where.js';
import type { Holder, PackageAnswer } from './find-package.js';

const COLUMNS: readonly ContentColumn[] = [
  { id: 'function', title: 'Function', kind: 'name' },
  { id: 'package', title: 'Package', kind: 'code', isFilter: true },
  { id: 'account', title: 'Account', kind: 'text', isFilter: true },
  { id: 'region', title: 'Region', kind: 'text', isFilter: true, isDetail: true },
  { id: 'version', title: 'Version', kind: 'text', isFilter: true, isDetail: true },
  { id: 'started_by', title: 'Started by', kind: 'text' },
  { id: 'in', title: 'In', kind: 'text', isFilter: true, isDetail: true },
  { id: 'since', title: 'Since', kind: 'text', isDetail: true },
  { id: 'gone', title: 'Gone by', kind: 'text' },
  { id: 'seen', title: 'Seen', kind: 'text', isFilter: true, isDetail: true },
];

function seenWords({ until, stale, lastSeen }: Holder): string {
  if (until !== null || !stale) return '';
  return `not by the last sweep${lastSeen === null ? '' : `, last on ${lastSeen.slice(0, 10)}`}`;
}

function cellsOf(holder: Holder): string[] {
  const { name, account, region, triggers, since, until } = holder;
  return [
    name,
    foundWords(holder),
    account,
    region,
    versionWords(holder),
    callerWords(triggers),
    placeWords(holder),
    since.slice(0, 10),
    until?.slice(0, 10) ?? '',
    seenWords(holder),
  ];
}

function listOf(id: string, title: string, holders: readonly Holder[]): ContentList {
  return { id, title, noun: 'functions', note: '', columns: COLUMNS, rows: holders.map(cellsOf) };
}

function contentOf(answer: PackageAnswer): PageContent {
  const reasons = doubts(answer);
  return {
    over: `Where is ${packageWords(answer)}? As of sweep ${answer.run}`,
    title: summaryOf(answer),
    incomplete: reasons.length === 0 ? null : { title: 'Incomplete: not everything was seen', reasons },
    parts: [
      { kind: 'list', title: null, list: 'now' },
      { kind: 'list', title: null, list: 'before' },
    ],
    lists: [listOf('now', 'Now', answer.now), listOf('before', 'Before', answer.before)].filter(
      ({ rows }) => rows.length > 0,
    ),
  };
}

/** The functions with a package, as a page. */
export function wherePage(answer: PackageAnswer): string {
  return contentPage(contentOf(answer));
}
