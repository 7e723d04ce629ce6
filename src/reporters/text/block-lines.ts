import type { Finding } from '../../model/index.js';
import { stepWords } from '../names.js';
import type { Presentation } from '../reporter.js';
import { escapeTerminal } from '../escape-terminal.js';
import { countBySeverity, counted, severityWords } from '../amounts.js';
import { functionsOf, openFindings, type Block } from '../blocks.js';
import { changeRows } from './change-rows.js';
import { frameRows } from './code-frame.js';
import { asideRows, configurationRows, detailRows, digestRows, packageList } from './details.js';
import { findingGroups, isMaliciousGroup, isSerious, type FindingGroup } from '../finding-groups.js';
import { findingRow } from './finding-row.js';
import { fold, foldedRows } from './folded-rows.js';
import { headingOf } from './heading.js';
import { columnsOf, layOut, sentence, type Look, type Row } from './layout.js';
import { fileName } from '../names.js';
import { notSeenWords, questionWords, reasonWords, seenWords } from './not-seen.js';
import type { ReportIndex } from '../report-index.js';
import { blockPermissions, exposureOfAll, riskWords } from '../risk-words.js';

/** Shared inputs for the lines of every block. */
export interface Page {
  readonly index: ReportIndex;
  /** Names that several functions of the report have. */
  readonly ambiguous: ReadonlySet<string>;
  readonly look: Look;
  readonly presentation: Presentation;
}

const INDENT = 2;
/** Indent of fields that do not fit their line: below the package's name. */
const HANGING = 14;
const LABEL_WIDTH = HANGING - INDENT - 2;
/** Number of aligned columns: severity, package, finding and reason. */
const COLUMNS = 4;
const MAX_RULE = 110;
function laidOut(rows: readonly Row[], look: Look, columns: readonly number[] = []): string[] {
  const grid = { indent: INDENT, hanging: HANGING, columns: [LABEL_WIDTH, ...columns] };
  return rows.flatMap((row) => layOut(row, grid, look));
}

/** A function's own settings have no file, so only the detail is shown. */
function evidenceWords(seen: Finding['evidence'][number]): string {
  const { path, detail } = seen;
  if (path === '') return `found: ${detail ?? ''}`;
  const place = 'line' in seen && seen.line !== null ? `${path}:${seen.line}` : path;
  return `found in ${place}${detail ? ` (${detail})` : ''}`;
}

/** The way of data, step by step, with the code around the last one. */
function wayRows({ evidence }: Finding, { width }: Look): Row[] {
  return evidence.flatMap((seen, at) => {
    const line = 'line' in seen && seen.line !== null ? `:${String(seen.line)}` : '';
    const word = at === 0 ? 'data' : '→';
    const step = sentence('', escapeTerminal(`${word} ${seen.path}${line}  ${stepWords(seen)}`));
    return [step, ...(at === evidence.length - 1 ? frameRows(seen, width - HANGING - 2) : [])];
  });
}

/** The place of malicious or suspicious code, the reason, and the remediation. Advisories have these in their own line. */
function explanationRows({ findings: [finding] }: FindingGroup, look: Look): Row[] {
  if (finding.kind === 'advisory') return [];
  const [seen] = finding.evidence;
  return [
    ...(finding.kind === 'injection' ? wayRows(finding, look) : []),
    ...(seen && finding.kind !== 'injection' ? [sentence('', escapeTerminal(evidenceWords(seen)))] : []),
    ...(finding.why === null ? [] : [sentence('', `why: ${escapeTerminal(finding.why)}`)]),
    ...(finding.remediation ? [sentence('', `do: ${escapeTerminal(finding.remediation.text)}`)] : []),
  ];
}

/** Aligns all columns, or only the packages' names if that moves fields to lines of their own. */
function fittingColumns(rows: readonly Row[], look: Look): number[] {
  const all = columnsOf(rows, COLUMNS).slice(1);
  const few = all.slice(0, 1);
  return laidOut(rows, look, all).length > laidOut(rows, look, few).length ? few : all;
}

/** Why the first findings stand where they do: one line for those that stand there for the same reasons. */
const MAX_SENTENCES = 3;

/** The sentence of each group; '' for those that have none of their own. */
function sentencesOf(groups: readonly FindingGroup[], verbose: boolean): string[] {
  const seen = new Set<string>();
  return groups.map(({ risk, packages, findings: [{ kind }] }, at) => {
    const reasons = JSON.stringify([risk.fn?.id, risk.reachable, risk.when]);
    if (kind === 'permission' || seen.has(reasons) || (at >= MAX_SENTENCES && !verbose)) return '';
    seen.add(reasons);
    return riskWords(risk, packages[0] ?? null);
  });
}

function findingLines(block: Block, page: Page): string[] {
  const { verbose } = page.presentation;
  const isWanted = ({ status }: Finding): boolean => verbose || status === 'open';
  const [shown, folded] = fold(findingGroups(block, page.index, isWanted), verbose);
  const names = shown.flatMap(({ packages }) => packages[0]?.name ?? []);
  const rowsOfGroups = shown.map((group) => {
    const isRepeated = names.filter((name) => name === group.packages[0]?.name).length > 1;
    return findingRow(group, { block, index: page.index }, isRepeated);
  });
  const columns = fittingColumns(rowsOfGroups, page.look);
  const sentences = sentencesOf(shown, verbose);
  const lines = shown.flatMap((group, at) => [
    ...laidOut(rowsOfGroups.slice(at, at + 1), page.look, columns),
    ...laidOut(sentences[at] ? [sentence('', sentences[at])] : [], page.look),
    ...laidOut(verbose ? detailRows(group, page.look.width) : explanationRows(group, page.look), page.look),
  ]);
  return [...lines, ...laidOut(foldedRows(folded), page.look)];
}

/** What the functions of a block need of AWS, if all say the same. */
function permissionRows(block: Block): Row[] {
  const words = blockPermissions(block);
  return words === null ? [] : [sentence('role', escapeTerminal(words))];
}

function sharedRows({ shared }: Block, { index }: Page): Row[] {
  return shared.flatMap((artifact) => {
    const counts = severityWords(
      countBySeverity(artifact.findings.filter(({ status }) => status === 'open')),
    );
    if (counts.length === 0) return [];
    const users = counted(index.mountedBy.get(artifact.id)?.length ?? 0, 'function');
    return [
      sentence(
        'also',
        `${counts.join(', ')} in ${fileName(artifact.path)}, shared by ${users} and reported once`,
      ),
    ];
  });
}

/** Whether a block has anything to show. */
export function hasNews(block: Block): boolean {
  return (
    openFindings(block).length > 0 ||
    block.reasons.length > 0 ||
    block.problems.some(({ isQuestion }) => isQuestion)
  );
}

/** Whether a block stays unfolded: it has malicious or serious findings, or parts that were not analysed. */
export function isUnfoldable(block: Block, { index }: Page): boolean {
  const groups = findingGroups(block, index, ({ status }) => status === 'open');
  return block.reasons.length > 0 || groups.some((group) => isMaliciousGroup(group) || isSerious(group));
}

/** Who can start the function of a block; functions that share a block are summed up by the most open one. */
function exposureRows(block: Block): Row[] {
  const words = exposureOfAll(functionsOf(block));
  return words === '' ? [] : [sentence('started by', words)];
}

/** A block as lines, with an empty one before it. */
export function blockLines(block: Block, page: Page): string[] {
  const { look, presentation, ambiguous } = page;
  const { verbose } = presentation;
  const ruleWidth = Math.min(look.width, MAX_RULE) - INDENT;
  const rule = { text: '─'.repeat(ruleWidth), tone: 'dim' as const };
  const grid = { indent: INDENT, hanging: INDENT + 2, columns: [] };
  return [
    '',
    ...layOut(headingOf(block, ambiguous, verbose), grid, look),
    ...layOut([rule], grid, { ...look, width: Infinity }),
    ...laidOut(exposureRows(block), look),
    ...findingLines(block, page),
    ...laidOut(permissionRows(block), look),
    ...laidOut(changeRows(block, verbose), look),
    ...laidOut(sharedRows(block, page), look),
    ...laidOut(
      reasonWords(block).map((words) => sentence('incomplete', words, { tone: 'alert' })),
      look,
    ),
    ...laidOut(
      [
        ...notSeenWords(block, verbose).map((words) => sentence('not seen', words)),
        ...questionWords(block, verbose).map((words) => sentence('question', words)),
      ],
      look,
    ),
    ...laidOut(block.artifacts.length > 0 ? [sentence('seen', seenWords(block))] : [], look),
    ...laidOut(
      verbose
        ? [...digestRows(block), ...asideRows(block), ...configurationRows(block), ...packageList(block)]
        : [],
      look,
    ),
  ];
}
