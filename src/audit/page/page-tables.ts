import { counted } from '../../model/index.js';
import { LEVEL_WORDS, namesInOrder } from '../../reporters/index.js';
import type { EvidenceRecord, FindingRow, Loading } from '../record.js';
import { names } from './inventory-tables.js';
import { column, firstOf, table, type Cell, type Table } from './table.js';

const NOT_KNOWN = 'not known';

export function changeTable(changes: NonNullable<EvidenceRecord['changes']>): Table {
  const text = {
    title: 'Changes since the sweep before',
    lead: 'Findings that the last sweep found new, and findings that it no longer found. Each function is compared with the last sweep that saw it.',
    columns: [
      column('change', 'Change'),
      column('severity', 'Severity', 'severity'),
      column('what', 'What', 'name'),
      column('where', 'Where', 'code'),
      column('function', 'Function'),
    ],
    none: 'No finding came or went since the sweep before.',
  };
  return table(text, changes, (row) => [
    row.change,
    row.severity,
    [row.title, `${row.kind}: ${row.rule}`],
    row.subject ?? '',
    row.function,
  ]);
}

const LOADED: Readonly<Record<Loading, string>> = {
  start: 'at start',
  call: 'when called',
  reached: 'reached by event data',
  not: 'not loaded',
  notLinked: 'no function with the flaw is in the program',
  notKnown: NOT_KNOWN,
};

/** Ids of a finding as its readers look for them, and how bad others rate the flaw. */
function idWords({ kind, rule, aliases, certainty, score, exploited }: FindingRow): string[] {
  const ids = namesInOrder(rule, aliases).join(', ');
  const rated = [
    ...(score === null ? [] : [`CVSS ${score.toFixed(1)}`]),
    ...(exploited === true ? ['known to be exploited (CISA)'] : []),
  ];
  return [
    `${kind}: ${ids}${certainty === 'certain' ? '' : ' (possible)'}`,
    ...(rated.length === 0 ? [] : [rated.join(', ')]),
  ];
}

export function findingTable({ findings }: EvidenceRecord): Table {
  const text = {
    title: 'Open findings',
    lead: [
      'Order: malware; what anybody can start and the function loads, or event data reaches; what else it loads; what is not known to be loaded, or is about no package; what it does not load. Within each, by severity, then by what the role may do.',
      'Where a row names several functions, “Loaded” is that of the function where the finding is the worst, and “Who can start it” that of the most open one. “possible”: the version is not known exactly.',
    ],
    columns: [
      column('severity', 'Severity', 'severity'),
      column('what', 'What', 'name'),
      column('where', 'Where', 'code'),
      column('functions', 'Functions'),
      column('loaded', 'Loaded'),
      column('exposure', 'Who can start it'),
      column('change', 'What to change'),
      column('since', 'First seen'),
    ],
    none: 'Nothing is open in what was seen.',
  };
  return table(text, findings, (row) => [
    row.severity,
    [row.title, ...idWords(row)],
    row.subject,
    names(row.functions),
    row.loaded === null ? 'about no package' : LOADED[row.loaded],
    row.exposure === null ? NOT_KNOWN : LEVEL_WORDS[row.exposure],
    row.remediation ?? '',
    row.firstSeen ?? '',
  ]);
}

const DECISION = [column('reason', 'Reason'), column('owner', 'Owner'), column('expires', 'Until')] as const;

function decision({
  reason,
  owner,
  expires,
}: {
  reason: string;
  owner: string | null;
  expires: string | null;
}): Cell[] {
  return [reason || 'none is given', owner ?? 'none is named', expires ?? 'no end'];
}

export function exceptionTable({ exceptions }: EvidenceRecord): Table {
  const text = {
    title: 'Exceptions',
    lead: 'Findings that a rule or a VEX statement sets aside. They are not among the open ones.',
    columns: [
      column('severity', 'Severity', 'severity'),
      column('what', 'What', 'name'),
      column('where', 'Where', 'code'),
      column('functions', 'Functions'),
      ...DECISION,
      column('source', 'Stated in', 'code'),
    ],
    none: 'No finding is set aside.',
  };
  return table(text, exceptions, (row) => [
    row.severity,
    [row.title, `${row.kind}: ${row.rule}`],
    row.subject,
    names(row.functions),
    ...decision(row),
    row.source ?? 'a VEX document',
  ]);
}

export function acceptedTable({ acceptedGaps }: EvidenceRecord): Table {
  const text = {
    title: 'Accepted gaps',
    lead: 'Parts that were not seen, and that a rule accepts: they do not make the evidence incomplete.',
    columns: [
      column('where', 'Where', 'name'),
      column('what', 'What was not seen'),
      column('missing', 'What is missing'),
      ...DECISION,
      column('source', 'Stated in', 'code'),
    ],
    none: 'No gap is accepted.',
  };
  return table(text, acceptedGaps, (row) => [
    row.where,
    `${row.message} (${row.code})`,
    row.missing,
    ...decision(row),
    row.source,
  ]);
}

export function gapTable({ gaps, acceptedGaps }: EvidenceRecord): Table {
  const text = {
    title: 'Not seen',
    lead: 'Parts of the scope that could not be read, and answers that are not whole. The column “What is missing” names the part of the answer that is not there: the others hold.',
    columns: [
      column('where', 'Where', 'name'),
      column('what', 'What happened'),
      column('missing', 'What is missing'),
      column('kind', 'Kind', 'code'),
    ],
    none:
      acceptedGaps.length === 0
        ? 'Everything in the scope was read, and every analysis ended.'
        : 'All that was not seen is accepted: the table “Accepted gaps” names it.',
  };
  return table(text, gaps, ({ where, message, missing, code }) => [where, message, missing, code]);
}

export function unseenTable({ notCovered }: EvidenceRecord): Table {
  const text = {
    title: 'Not covered or not decided',
    lead: 'What this method did not look at, or could not decide, whatever it found.',
    columns: [
      column('what', 'What', 'name'),
      column('count', 'How many', 'number'),
      column('names', 'For example'),
    ],
    none: '',
  };
  return table(text, notCovered, ({ what, count, examples }) => [what, count === 0 ? '' : count, examples]);
}

/** Actions in a cell before the others are counted. */
const ACTIONS = 8;

function actions(all: readonly string[]): string[] {
  return firstOf(all, ACTIONS);
}

export function permissionTable({ permissions }: EvidenceRecord): Table {
  const text = {
    title: 'Needed against granted permissions',
    lead: 'What the code of each function needs of AWS, and what its role allows. “at least”: code may need more than was found, also what stands under “Granted, no need found”.',
    columns: [
      column('function', 'Function and role', 'name'),
      column('needed', 'Needed', 'code'),
      column('granted', 'Granted', 'code'),
      column('excess', 'Granted, no need found', 'code'),
      column('doubts', 'Doubts'),
    ],
    none: 'There is no function of AWS Lambda in the scope.',
  };
  return table(text, permissions, (row) => {
    const { needed, granted, excess, excessActions, lacked, atLeast, doubts } = row;
    const excessWords = excessActions === null ? 'not known' : counted(excessActions, 'action');
    return [
      [row.function, row.role ?? 'role not known'],
      needed === null
        ? 'not analysed'
        : [
            ...(atLeast ? ['at least:'] : []),
            ...actions(needed),
            ...lacked.map((one) => `not granted: ${one}`),
          ],
      granted.length === 0 ? NOT_KNOWN : actions(granted),
      [excessWords, ...(atLeast && excess.length > 0 ? ['may be needed:'] : []), ...actions(excess)],
      actions(doubts),
    ];
  });
}
