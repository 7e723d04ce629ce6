import { SEVERITIES, counted, type Severity } from '../../model/index.js';
import { contentPagePieces, type ContentPart, type WrittenContent } from '../../reporters/index.js';
import type { EvidenceRecord } from '../record.js';
import { controlTables } from './control-tables.js';
import { componentTable, functionTable } from './inventory-tables.js';
import {
  acceptedTable,
  changeTable,
  exceptionTable,
  findingTable,
  gapTable,
  permissionTable,
  unseenTable,
} from './page-tables.js';
import { dateWords, scopeFacts, verifyLines } from './scope-facts.js';

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function openCount({ findings }: EvidenceRecord, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function titleOf(record: EvidenceRecord): string {
  const { scope, findings, complete } = record;
  const subject =
    scope.functions > 0 ? counted(scope.functions, 'function') : counted(scope.artifacts, 'artifact');
  const found = `${counted(findings.length, 'open finding')} in ${subject}`;
  return complete ? found : `${found}; not everything was seen`;
}

/** What changed since the last time. */
function trendParts({ trend, changes }: EvidenceRecord): ContentPart[] {
  const [first, last] = [trend.at(0), trend.at(-1)];
  if (!first || !last) {
    const lines = [
      'A scan has no history: what changed since the last time is not answered here.',
      'Compare evidence.json with the one of earlier evidence, or make evidence of sweeps (--sweep).',
    ];
    return [{ kind: 'lines', title: 'Changes and trend', lines }];
  }
  const [from, to] = [first.startedAt.slice(0, 10), last.startedAt.slice(0, 10)];
  const rows = trend.map((one) => [
    `${one.run}`,
    one.startedAt.slice(0, 10),
    one.complete ? 'yes' : 'no',
    one.functions,
    one.covered,
    ...SEVERITIES.map((severity) => one.open[severity] ?? 0),
  ]);
  const lines = SEVERITIES.map((severity) => ({
    name: capital(severity),
    tone: severity,
    values: trend.map(({ open }) => open[severity] ?? 0),
  }));
  const columns = [
    { id: 'sweep', title: 'Sweep', kind: 'name' },
    { id: 'date', title: 'Date', kind: 'text' },
    { id: 'complete', title: 'Complete', kind: 'text' },
    { id: 'functions', title: 'Functions', kind: 'number' },
    { id: 'covered', title: 'Read whole', kind: 'number' },
    ...SEVERITIES.map((severity) => ({ id: severity, title: capital(severity), kind: 'number' }) as const),
  ] as const;
  return [
    ...(changes === null ? [] : [changeTable(changes)]),
    ...(trend.length > 1
      ? [{ kind: 'trend', title: 'Trend of open findings', from, to, lines } as const]
      : []),
    {
      kind: 'table',
      title: 'Sweeps',
      lead: ['Open findings at the end of each sweep.'],
      columns,
      rows,
      none: '',
    },
  ];
}

function tiles(record: EvidenceRecord): ContentPart {
  const { findings, exceptions, gaps, notCovered, acceptedGaps } = record;
  const worst = `${openCount(record, 'critical')} critical, ${openCount(record, 'high')} high`;
  return {
    kind: 'tiles',
    title: null,
    tiles: [
      { name: 'Open findings', value: findings.length, note: worst, list: null },
      { name: 'Exceptions', value: exceptions.length, note: 'set aside by a rule', list: null },
      { name: 'Not seen', value: gaps.length, note: 'parts not read, answers not whole', list: null },
      { name: 'Not covered', value: notCovered.length, note: 'questions without an answer here', list: null },
      { name: 'Accepted gaps', value: acceptedGaps.length, note: 'accepted by a rule', list: null },
    ],
  };
}

/** The parts of the page, each made when it is written: tables of thousands of functions are large. */
function* partsOf(record: EvidenceRecord): Generator<ContentPart> {
  const severities = SEVERITIES.map((severity) => ({
    label: capital(severity),
    tone: severity,
    size: openCount(record, severity),
  }));
  yield tiles(record);
  yield { kind: 'bar', title: 'Open findings by severity', parts: severities };
  yield scopeFacts(record);
  yield gapTable(record);
  yield unseenTable(record);
  yield functionTable(record);
  yield componentTable(record);
  yield findingTable(record);
  yield exceptionTable(record);
  yield acceptedTable(record);
  yield permissionTable(record);
  yield* trendParts(record);
  yield* controlTables(record);
  yield verifyLines(record);
}

function contentOf(record: EvidenceRecord): WrittenContent {
  const { scope, complete, gaps } = record;
  const what = scope.kind === 'sweep' ? `sweep ${scope.sweep}` : scope.targets.join(', ');
  return {
    over: `Evidence for auditors: ${what}, ${dateWords(record)}`,
    title: titleOf(record),
    incomplete: complete
      ? null
      : {
          title: 'Incomplete: not everything was seen',
          reasons: [
            `${counted(gaps.length, 'gap')}: a part was not read, or an answer is not whole. The table “Not seen” says which part of the answer is missing.`,
          ],
        },
    parts: partsOf(record),
    lists: [],
  };
}

/** The record as one page, for screens and paper: in pieces. */
export function evidencePage(record: EvidenceRecord): Generator<string> {
  return contentPagePieces(contentOf(record));
}
