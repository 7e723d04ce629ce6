import { SEVERITIES, counted } from '../../model/index.js';
import { LEVEL_WORDS } from '../../reporters/index.js';
import type { EvidenceRecord, FunctionRow } from '../record.js';
import { column, firstOf, table, type Cell, type Table } from './table.js';

const NOT_KNOWN = 'not known';

/** Names of functions in a cell before the others are counted: evidence.json has all. */
const NAMES = 6;

export function names(all: readonly string[]): string[] {
  return firstOf(all, NAMES);
}

function openWords({ open }: FunctionRow): string[] {
  return SEVERITIES.filter((severity) => open[severity] > 0).map(
    (severity) => `${open[severity]} ${severity}`,
  );
}

function digestWords({ artifacts }: FunctionRow): string[] {
  return artifacts.flatMap(({ path, kind, sha256, codeSha256 }) => [
    `${kind} ${path}`,
    `sha256 ${sha256 ?? 'not read'}`,
    ...(codeSha256 === null ? [] : [`CodeSha256 ${codeSha256}`]),
  ]);
}

function wholeWords({ complete, acceptedGaps }: FunctionRow): string {
  if (!complete) return 'no';
  return acceptedGaps === 0 ? 'yes' : `except for ${counted(acceptedGaps, 'accepted gap')}`;
}

/** What the words for who can start a function mean. */
const LEVELS_DEFINED = [
  `Who can start it: “${LEVEL_WORDS.public}”: anybody on the internet, without proof of who it is; “${LEVEL_WORDS.account}”: callers that prove who they are, other accounts or named networks; “${LEVEL_WORDS.internal}”: only services of the same account.`,
  `“${LEVEL_WORDS.unknown}”: a trigger whose callers were not known; “${LEVEL_WORDS.noneSeen}”: what was read states no trigger; “${NOT_KNOWN}”: nothing was read that could state one.`,
];

/** Statements in a cell before the others are counted. */
const STATEMENTS = 6;

function startWords({ exposure, startedBy }: FunctionRow): Cell {
  if (exposure === null) return NOT_KNOWN;
  return [LEVEL_WORDS[exposure], ...firstOf(startedBy, STATEMENTS)];
}

export function functionTable({ functions }: EvidenceRecord): Table {
  const text = {
    title: 'Functions and their code',
    lead: [
      'Each function with the digest of the exact code that was examined. Its components are in the table “Components”, and in its bill of materials (CycloneDX).',
      ...LEVELS_DEFINED,
    ],
    columns: [
      column('function', 'Function', 'name'),
      column('runtime', 'Runtime'),
      column('exposure', 'Who can start it'),
      column('code', 'Code', 'code'),
      column('packages', 'Components', 'number'),
      column('open', 'Open findings'),
      column('whole', 'Read whole'),
      column('sbom', 'Bill of materials', 'code'),
    ],
    none: 'No function was found.',
  };
  return table(text, functions, (row) => [
    [row.name, ...[row.account, row.region].filter((part) => part !== null)],
    row.runtime ?? NOT_KNOWN,
    startWords(row),
    digestWords(row),
    row.packages,
    openWords(row),
    wholeWords(row),
    row.sbom,
  ]);
}

/** Components that the page names, of all artifacts together: a page with more is slow to open. */
const MAX_COMPONENTS = 20_000;

/** Packages on a line: the page cuts longer texts. */
const PACKAGES_A_LINE = 8;

function linesOf(packages: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < packages.length; at += PACKAGES_A_LINE)
    lines.push(packages.slice(at, at + PACKAGES_A_LINE).join(', '));
  return lines;
}

export function componentTable({ components }: EvidenceRecord): Table {
  const text = {
    title: 'Components',
    lead: 'The packages of each artifact: the functions that mount it have them. The table “Not covered or not decided” tells what this list may lack.',
    columns: [
      column('artifact', 'Artifact', 'name'),
      column('functions', 'Functions'),
      column('whole', 'Read whole'),
      column('count', 'How many', 'number'),
      column('packages', 'Packages'),
    ],
    none: 'No artifact was found.',
  };
  let named = 0;
  return table(text, components, ({ artifact, sha256, functions, packages, complete }) => {
    named += packages.length;
    return [
      [artifact, `sha256 ${sha256 ?? 'not read'}`],
      functions.length === 0 ? 'no function' : names(functions),
      complete ? 'yes' : 'no: it may have more',
      packages.length,
      named > MAX_COMPONENTS ? 'Too many for this page: evidence.json names them.' : linesOf(packages),
    ];
  });
}
