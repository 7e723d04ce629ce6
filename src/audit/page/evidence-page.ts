import { SEVERITIES, counted, number, type Severity } from '../../model/index.js';
import { contentPage, type ContentPart, type PageContent } from '../../reporters/index.js';
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

const BASIS = {
  SOURCE_DATE_EPOCH: 'set by SOURCE_DATE_EPOCH',
  sweep: 'the day of the sweep',
  'advisory data': 'the date of the newest advisory data; set SOURCE_DATE_EPOCH to print another',
} as const;

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

function dataLines({ advisories }: EvidenceRecord): string[] {
  return advisories.map(({ ecosystem, source, asOf, count, starter, sha256 }) => {
    const digest = sha256 === undefined ? 'no digest is stored' : `sha256 ${sha256}`;
    const kind = starter ? 'starter that the package ships: a part of all advisories' : source;
    return `${ecosystem}: ${number(count)} advisories as of ${asOf.slice(0, 10)} (${kind}); ${digest}`;
  });
}

function runWords({ kind, sweep, sweptBy }: EvidenceRecord['scope']): string {
  if (kind === 'scan') return 'a scan';
  return `sweep ${sweep}, run by version ${sweptBy ?? 'that is not stored'}`;
}

function scopeFacts(record: EvidenceRecord): ContentPart {
  const { scope, tool, asOf, basis, signatures, fingerprints } = record;
  const absent = scope.kind === 'sweep' ? 'the store does not say which version was used' : 'none';
  const rules =
    signatures === null ? absent : `${number(signatures.count)} rules, version ${signatures.version}`;
  return {
    kind: 'facts',
    title: 'Scope and data',
    facts: [
      ['Examined', scope.targets],
      ['By', `${tool.name} ${tool.version}, ${runWords(scope)}`],
      ['Date', `${asOf.slice(0, 10)} (${BASIS[basis]})`],
      ['Accounts', scope.accounts],
      ['Regions', scope.regions],
      ['Functions', number(scope.functions)],
      ['Artifacts', `${number(scope.artifacts)} (zips, layers, images)`],
      ['Components', `${number(scope.packages)} packages, each counted where it is`],
      ['Advisory data', dataLines(record)],
      ['Rules for malware and secrets', rules],
      [
        'Known packages',
        fingerprints === null ? absent : `${number(fingerprints.packages)}, version ${fingerprints.version}`,
      ],
      ['Exceptions are stated in', scope.config ?? 'no configuration file'],
    ],
  };
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
      lead: 'Open findings at the end of each sweep.',
      columns,
      rows,
      none: '',
    },
  ];
}

function verifyLines({ functions }: EvidenceRecord): ContentPart {
  return {
    kind: 'lines',
    title: 'How to check this folder',
    lines: [
      'stowaway evidence verify FOLDER compares every file with SHA256SUMS; sha256sum -c SHA256SUMS does so without stowaway.',
      'With --key PUBLIC.pem it checks the signature in SHA256SUMS.sig; with --bundle and --trusted-root a sigstore bundle of SHA256SUMS.',
      'evidence.json has all that is on this page as data; report.json is the whole report.',
      `sboms/ has ${number(functions.length)} bills of materials in CycloneDX 1.6.`,
    ],
  };
}

function tiles(record: EvidenceRecord): ContentPart {
  const { findings, exceptions, gaps, acceptedGaps } = record;
  const worst = `${openCount(record, 'critical')} critical, ${openCount(record, 'high')} high`;
  return {
    kind: 'tiles',
    title: null,
    tiles: [
      { name: 'Open findings', value: findings.length, note: worst, list: null },
      { name: 'Exceptions', value: exceptions.length, note: 'set aside by a rule', list: null },
      { name: 'Not seen', value: gaps.length, note: 'parts that could not be read', list: null },
      { name: 'Accepted gaps', value: acceptedGaps.length, note: 'accepted by a rule', list: null },
    ],
  };
}

function contentOf(record: EvidenceRecord): PageContent {
  const { scope, complete, gaps } = record;
  const what = scope.kind === 'sweep' ? `sweep ${scope.sweep}` : scope.targets.join(', ');
  const severities = SEVERITIES.map((severity) => ({
    label: capital(severity),
    tone: severity,
    size: openCount(record, severity),
  }));
  return {
    over: `Evidence for auditors: ${what}, ${record.asOf.slice(0, 10)}`,
    title: titleOf(record),
    incomplete: complete
      ? null
      : {
          title: 'Incomplete: not everything was seen',
          reasons: [
            `${counted(gaps.length, 'part')} of the scope could not be read: the table “Not seen” has each.`,
          ],
        },
    parts: [
      tiles(record),
      { kind: 'bar', title: 'Open findings by severity', parts: severities },
      scopeFacts(record),
      gapTable(record),
      unseenTable(record),
      functionTable(record),
      componentTable(record),
      findingTable(record),
      exceptionTable(record),
      acceptedTable(record),
      permissionTable(record),
      ...trendParts(record),
      ...controlTables(record),
      verifyLines(record),
    ],
    lists: [],
  };
}

/** The record as one page, for screens and paper. */
export function evidencePage(record: EvidenceRecord): string {
  return contentPage(contentOf(record));
}
