import type { AdvisoryData, FailLevel, Finding, Problem, Report } from '../../model/index.js';
import { ecosystemOf } from '../../ecosystems/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { age, counted, number, seconds, severityWords } from '../amounts.js';
import { allAcceptedNotes } from '../accepted-gaps.js';
import { problemWords, uselessRules } from '../located-problems.js';
import { acceptedWords, foundWords, gapWords, isEmpty, scannedWords, unexplainedWords } from '../totals.js';
import type { Page } from './block-lines.js';
import { layOut, sentence, type Cell, type Row } from './layout.js';
import { shortestWay } from './shortest-way.js';

const MAX_REASONS = 5;
const MAX_NOTES = 3;
const GRID = { indent: 2, hanging: 4, columns: [] };

function countCell(report: Report): Cell {
  const text = scannedWords(report);
  return isEmpty(report) ? { text, tone: 'strong' } : { text };
}

function foundCells(report: Report): Cell[] {
  return isEmpty(report) ? [] : [{ text: foundWords(report), tone: 'strong' }];
}

function gapCells(report: Report): Cell[] {
  const gap = gapWords(report);
  return [
    ...(gap === null ? [] : [{ text: gap, tone: 'alert' as const }]),
    ...(report.options.finished
      ? []
      : [{ text: 'interrupted: this report shows what was known by then', tone: 'alert' as const }]),
  ];
}

/** Unexplained code in clean functions, which have no line of their own. */
function unexplainedCells(report: Report): Cell[] {
  const text = unexplainedWords(report);
  return text === null ? [] : [{ text }];
}

/** Cells that a dot keeps apart. */
function dotted(cells: readonly Cell[]): Cell[] {
  return cells.map((cell, at) => ({
    ...cell,
    text: at === cells.length - 1 ? cell.text : `${cell.text} ·`,
    tight: true,
  }));
}

/** Findings that a baseline, rules and VEX statements set aside. The report keeps mentioning them. */
function judgedCells({ summary }: Report): Cell[] {
  const { newFindings, setAside } = summary;
  const news = newFindings === null ? [] : severityWords(newFindings);
  return [
    ...(newFindings === null
      ? []
      : [{ text: news.length === 0 ? 'nothing new' : `new: ${news.join(' · ')}` }]),
    ...(setAside > 0 ? [{ text: `${number(setAside)} set aside by rule`, tone: 'dim' as const }] : []),
    ...acceptedWords(summary).map((text) => ({ text, tone: 'dim' as const })),
  ];
}

/** The files that judged the findings: a reader has to know that a policy affects the result. */
function rulesRow({ options: { config, baseline } }: Report): Row[] {
  const files = [
    ...(config === null ? [] : [config]),
    ...(baseline === null ? [] : [`compared with ${baseline}`]),
  ];
  return files.length === 0 ? [] : [sentence('Rules:', escapeTerminal(files.join(' · ')))];
}

/** Problems that hide nothing are left to --verbose, but not unsaid. Questions have a line of their own. */
function notes({ artifacts, functions, problems }: Report): Problem[] {
  const all = [...artifacts, ...functions].flatMap((part) => part.problems);
  return [...all, ...problems].filter(
    ({ affectsCompleteness, isQuestion }) => !affectsCompleteness && !isQuestion,
  );
}

/** Notes on the run itself that get a line. */
function shownNotes(report: Report, verbose: boolean): string[] {
  if (!verbose) return uselessRules(report).slice(0, MAX_NOTES);
  return report.problems
    .filter(({ affectsCompleteness }) => !affectsCompleteness)
    .map((problem) => problemWords({ ...problem, where: null }));
}

function noteCells(report: Report, verbose: boolean): Cell[] {
  const count = verbose ? 0 : notes(report).length - shownNotes(report, false).length;
  return count === 0 ? [] : [{ text: `${counted(count, 'note')} under --verbose`, tone: 'dim' }];
}

/** Notes on the run itself: those on functions and artifacts stand in their blocks. */
function noteRows(report: Report, verbose: boolean): Row[] {
  return shownNotes(report, verbose).map((note) => sentence('Note:', escapeTerminal(note)));
}

function dataWords({ ecosystem, source, asOf, count, starter }: AdvisoryData, scannedAt: string): string {
  const from = starter ? 'starter' : URL.canParse(source) ? new URL(source).host : source;
  return escapeTerminal(`${ecosystem} ${age(asOf, scannedAt)} (${from}, ${counted(count, 'record')})`);
}

function dataRow({ data, scannedAt, summary }: Report, elapsedMillis: number | null): Row {
  const sources = data.advisories.map((source) => dataWords(source, scannedAt)).join(' · ');
  const more = data.advisories.some(({ starter }) => starter) ? ' · `stowaway db update` gets all' : '';
  const seen = summary.complete ? 'no package was found' : 'in what was seen no package was found';
  const none =
    summary.packages === 0
      ? `not needed, ${seen} to look up`
      : 'none, known vulnerabilities were not looked for';
  return [
    {
      text: `Advisories: ${sources === '' ? none : sources + more}`,
      prose: true,
      tone: sources === '' ? 'alert' : 'dim',
    },
    ...(elapsedMillis === null ? [] : [{ text: seconds(elapsedMillis), tone: 'dim' as const }]),
  ];
}

/** Reasons that no block has shown. */
function reasonRows(report: Report, shownReasons: ReadonlySet<string>, verbose: boolean): Row[] {
  const others = report.summary.reasons.filter((reason) => !shownReasons.has(reason));
  const shown = verbose || others.length <= MAX_REASONS + 1 ? others : others.slice(0, MAX_REASONS);
  const rest = others.length - shown.length;
  return [
    ...shown.map((reason) => sentence('Incomplete:', escapeTerminal(reason), { tone: 'alert' })),
    ...(rest > 0
      ? [sentence('Incomplete:', `${number(rest)} more reasons, --verbose shows them`, { tone: 'alert' })]
      : []),
  ];
}

/** Accepted gaps, with the rule's author. */
function acceptedRows(report: Report, verbose: boolean): Row[] {
  const accepted = allAcceptedNotes(report);
  const shown = verbose || accepted.length <= MAX_REASONS + 1 ? accepted : accepted.slice(0, MAX_REASONS);
  const rest = accepted.length - shown.length;
  return [
    ...shown.map((note) => [{ text: escapeTerminal(note), prose: true, tone: 'dim' as const }]),
    ...(rest > 0 ? [sentence('Accepted:', `${number(rest)} more gaps, --verbose shows them`)] : []),
  ];
}

/** Levels that findings of unknown severity do not reach: they weigh as medium. */
const ABOVE_UNKNOWN: ReadonlySet<FailLevel> = new Set(['critical', 'high']);

/** Why a run passes although advisories without a severity are open. */
function unknownSeverityRow({ artifacts, options: { gate } }: Report): Row[] {
  const level = gate.kinds.find(({ kind }) => kind === 'advisory')?.severity ?? gate.severity;
  const isOpen = ({ kind, status, severity }: Finding): boolean =>
    kind === 'advisory' && status === 'open' && severity === 'unknown';
  if (!ABOVE_UNKNOWN.has(level) || !artifacts.some(({ findings }) => findings.some(isOpen))) return [];
  const text = `advisories that state none count as medium: the level ${level} does not fail for them, --fail-on medium does.`;
  return [sentence('Severity:', text)];
}

function wayRow(page: Page): Row[] {
  const way = shortestWay(page.index);
  return way === null ? [] : [sentence('Shortest way:', way, { tone: 'strong' })];
}

/** What is not known of the releases that changes propose. */
function upgradeNoteRows({ artifacts }: Report): Row[] {
  const changed = new Set(
    artifacts.flatMap(({ changes }) =>
      changes.flatMap(({ to, ecosystem }) => (to === null ? [] : ecosystem)),
    ),
  );
  return [...changed].flatMap((name) => {
    const { upgradeNote, title = name } = ecosystemOf(name) ?? {};
    return upgradeNote === undefined ? [] : [sentence(`${title}:`, upgradeNote)];
  });
}

/** Findings that filters hide count all the same. */
function hiddenRow({ hiddenFindings = 0 }: Page['presentation']): Row[] {
  if (hiddenFindings === 0) return [];
  const [verb, pronoun] = hiddenFindings === 1 ? ['is', 'it'] : ['are', 'them'];
  const text = `${counted(hiddenFindings, 'finding')} ${verb} hidden by your filters; the totals and the exit code count ${pronoun}.`;
  return [[{ text, prose: true }]];
}

/** The last lines: totals, gaps, the first step to take, and the age of the data. */
export function footerLines(page: Page, shownReasons: ReadonlySet<string>): string[] {
  const { index, look, presentation } = page;
  const { report } = index;
  const rows: Row[] = [
    dotted([
      countCell(report),
      ...foundCells(report),
      ...gapCells(report),
      ...unexplainedCells(report),
      ...judgedCells(report),
      ...noteCells(report, presentation.verbose),
    ]),
    ...reasonRows(report, shownReasons, presentation.verbose),
    ...acceptedRows(report, presentation.verbose),
    ...noteRows(report, presentation.verbose),
    ...wayRow(page),
    ...upgradeNoteRows(report),
    ...unknownSeverityRow(report),
    ...rulesRow(report),
    dataRow(report, presentation.elapsedMillis),
    ...hiddenRow(presentation),
  ];
  return rows.flatMap((row) => layOut(row, GRID, look));
}
