import type { Report } from '../../model/index.js';
import { age, countBySeverity, counted, number, severityWords } from '../amounts.js';
import { blocksOf, openFindings, worstFirst, type Block } from '../blocks.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { ruleNotes } from '../located-problems.js';
import { acceptedWords, foundWords, unexplainedWords } from '../totals.js';
import { joinTwins } from '../twins.js';
import { codeSpan } from '../markup.js';
import { descriptionsWithin } from './descriptions.js';
import { sectionOf, type Section } from './sections.js';

/** GitHub drops a job summary above 1 MiB as a whole; in UTF-8 bytes, with room for the text around this one. */
const MAX_BYTES = 900_000;
/** Folds sections and counts dropped ones. */
const MAX_CLOSING_BYTES = 300;
const MAX_REASONS = 20;

function headline(report: Report): string {
  const { summary, functions, artifacts } = report;
  if (functions.length + artifacts.length === 0) return 'no function found, nothing was scanned';
  const counts = severityWords(summary.findings);
  const fresh = summary.newFindings === null ? [] : severityWords(summary.newFindings);
  const news = fresh.length > 0 ? `new: ${fresh.join(', ')}` : 'nothing new';
  if (counts.length > 0) return counts.join(', ') + (summary.newFindings === null ? '' : ` (${news})`);
  return foundWords(report);
}

/** Reasons why the result is incomplete. Printed before everything else. */
function gaps({ summary, options }: Report): string {
  if (summary.complete && options.finished) return '';
  const shown = summary.reasons.slice(0, MAX_REASONS);
  const rest = summary.reasons.length - shown.length;
  return [
    '\n> [!WARNING]\n> Incomplete: not everything was analysed.\n',
    ...(options.finished
      ? []
      : ['> - The scan was interrupted: this report shows what was known by then.\n']),
    ...shown.map((reason) => `> - ${codeSpan(reason)}\n`),
    ...(rest > 0 ? [`> - and ${counted(rest, 'more reason')}\n`] : []),
  ].join('');
}

/** Accepted gaps, and rules that expired or match nothing. */
function rules(report: Report): string {
  const notes = ruleNotes(report);
  const shown = notes.slice(0, MAX_REASONS).map((note) => `> - ${codeSpan(note)}\n`);
  const rest = notes.length - shown.length;
  if (shown.length === 0) return '';
  return ['\n> [!NOTE]\n', ...shown, ...(rest > 0 ? [`> - and ${counted(rest, 'more note')}\n`] : [])].join(
    '',
  );
}

function head(report: Report): string {
  const { functions, artifacts, packages, setAside } = report.summary;
  const units = functions > 0 ? counted(functions, 'function') : counted(artifacts, 'artifact');
  const amounts = [
    units,
    counted(packages, 'package'),
    ...(setAside > 0 ? [`${number(setAside)} set aside by rule`] : []),
    ...acceptedWords(report.summary),
    unexplainedWords(report),
  ];
  return `## stowaway: ${headline(report)}\n\n${amounts.filter((amount) => amount !== null).join(' · ')}\n${gaps(report)}${rules(report)}`;
}

function foot({ data, scannedAt, tool }: Report): string {
  const sources = data.advisories.map(({ ecosystem, source, asOf, count, starter }) => {
    const from = starter ? 'starter' : source;
    return `${codeSpan(`${ecosystem} from ${from}`)}, ${counted(count, 'record')}, ${age(asOf, scannedAt)}`;
  });
  const sourceWords = sources.length === 0 ? '**none were looked up**' : sources.join(' · ');
  return `\n---\n\nAdvisories: ${sourceWords} · ${codeSpan(`${tool.name} ${tool.version}`)}\n`;
}

/** Set-aside findings are shown as well: a reader has to see the decision. */
function hasNews({ artifacts, own, reasons, problems }: Block): boolean {
  if (own.length + reasons.length > 0 || problems.some(({ isQuestion }) => isQuestion)) return true;
  return artifacts.some(({ findings }) => findings.length > 0);
}

/** Sections while there is room; further ones are counted, never silently dropped. */
function* withinBudget(sections: Iterable<Section>, bytesLeft: number): Generator<string> {
  let left = bytesLeft;
  let isFolding = false;
  const dropped: Block[] = [];
  for (const { block, markdown, isLight } of sections) {
    left -= Buffer.byteLength(markdown);
    if (left < 0) {
      dropped.push(block);
      continue;
    }
    if (isLight && !isFolding) yield '\n<details><summary>Nothing serious in the others</summary>\n';
    if (!isLight && isFolding) yield '\n</details>\n';
    isFolding = isLight;
    yield markdown;
  }
  if (isFolding) yield '\n</details>\n';
  if (dropped.length === 0) return;
  const counts = severityWords(countBySeverity(dropped.flatMap(openFindings)));
  yield `\n**No room here for ${counted(dropped.length, 'more section')}** (${counts.join(', ')}): see the whole report.\n`;
}

function* chunksWithin(report: Report, maxBytes: number): Generator<string> {
  const index = indexReport(report);
  const ends = [head(report), foot(report)] as const;
  yield ends[0];
  const blocks = joinTwins(worstFirst(blocksOf(index)).filter(hasNews), index, () => true);
  const sections = blocks.map((block) => sectionOf(block, index));
  let left = maxBytes - MAX_CLOSING_BYTES - Buffer.byteLength(ends.join(''));
  for (const chunk of withinBudget(sections, left)) {
    left -= Buffer.byteLength(chunk);
    yield chunk;
  }
  yield* descriptionsWithin(report, left);
  yield ends[1];
}

/** The report in Markdown of at most so many bytes (UTF-8), as long as its head alone takes less. */
export function markdownWithin(report: Report, maxBytes: number): string {
  return [...chunksWithin(report, maxBytes)].join('');
}

/** For pull requests and job summaries: GitHub's Markdown, worst first, below the size that GitHub drops. */
export const markdown = {
  id: 'markdown',
  title: 'Markdown for pull requests and job summaries',
  extension: 'md',
  render: (report: Report) => chunksWithin(report, MAX_BYTES),
} satisfies Reporter;
