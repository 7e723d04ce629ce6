import { diffMarkdown, type ReportDiff } from '../diff/index.js';
import type { Report } from '../model/index.js';
import { codeSpan, counted, markdownWithin } from '../reporters/index.js';
import { oldestData } from './data-age.js';
import { countsOldFindings } from './outputs.js';

/** GitHub drops a job summary of 1 MiB as a whole, and some a little below it. */
const MAX_SUMMARY_BYTES = 890_000;
/** Changes have room of their own, so that some is left for the rest. */
const MAX_DIFF_BYTES = 300_000;
/** GitHub refuses comments above 65,536 characters. */
const MAX_COMMENT_BYTES = 60_000;
const MAX_ADVICE = 20;
/** Before the whole report, where it is what fails. */
const ALL_COUNTS = '\n### All findings, new or not: all of them count, because new-only is false\n\n';

/** The result of a job. */
export interface JobResult {
  readonly report: Report;
  /** Against the baseline; null without one. */
  readonly diff: ReportDiff | null;
  /** Further notes, such as a missing baseline. Plain sentences. */
  readonly notes: readonly string[];
}

/** Lines while there is room; further ones are counted. */
export function linesWithin(lines: Iterable<string>, maxBytes: number): string {
  const kept: string[] = [];
  let left = maxBytes;
  let dropped = 0;
  for (const line of lines) {
    left -= Buffer.byteLength(line);
    if (left < 0 || dropped > 0) dropped += 1;
    else kept.push(line);
  }
  if (dropped === 0) return kept.join('');
  return `${kept.join('')}\n**No room here for ${counted(dropped, 'more line')}**: see the whole report.\n`;
}

function notesOf(notes: readonly string[]): string {
  if (notes.length === 0) return '';
  return `\n> [!NOTE]\n${notes.map((note) => `> - ${codeSpan(note)}\n`).join('')}\n`;
}

/** Changes that clear findings that the baseline lacks. */
function adviceOf({ artifacts, functions }: Report): string {
  const own = functions.flatMap(({ findings }) => findings.filter((finding) => 'kind' in finding));
  const fresh = [...artifacts.flatMap(({ findings }) => findings), ...own].filter(
    ({ isNew, status }) => isNew === true && status === 'open',
  );
  const texts = [...new Set(fresh.flatMap(({ remediation }) => (remediation ? [remediation.text] : [])))];
  const rest = texts.length - MAX_ADVICE;
  if (texts.length === 0) return '';
  const lines = texts.slice(0, MAX_ADVICE).map((text) => `- ${codeSpan(text)}\n`);
  return `\n### Changes that clear the new findings\n\n${lines.join('')}${rest > 0 ? `- and ${counted(rest, 'more change')}\n` : ''}`;
}

/** The comparison with the baseline: new findings, changes that clear them, fixed findings. */
function* changesOf(diff: ReportDiff, report: Report): Generator<string> {
  yield* diffMarkdown(diff);
  yield adviceOf(report);
}

/** The job's summary, in GitHub's Markdown: new findings first, then all. */
export function summaryOf({ report, diff, notes }: JobResult): string {
  const head = notesOf(notes);
  if (diff === null) return head + markdownWithin(report, MAX_SUMMARY_BYTES - Buffer.byteLength(head));
  const changes = linesWithin(changesOf(diff, report), MAX_DIFF_BYTES);
  const [before, after] = countsOldFindings(report)
    ? [ALL_COUNTS, '']
    : ['\n<details><summary>All findings</summary>\n\n', '\n</details>\n'];
  const room = MAX_SUMMARY_BYTES - Buffer.byteLength(head + changes + before + after);
  return head + changes + before + markdownWithin(report, room) + after;
}

/** New findings, and all findings if all of them count. */
function* commentLines(
  { report, diff }: Pick<JobResult, 'report' | 'diff'>,
  room: number,
): Generator<string> {
  if (diff !== null) yield* changesOf(diff, report);
  if (diff !== null && !countsOldFindings(report)) return;
  if (diff !== null) yield ALL_COUNTS;
  // A long head alone may exceed the limit: a refused comment shows nothing.
  yield* markdownWithin(report, room).split(/(?<=\n)/);
}

/** A comment: new findings, or all without a baseline. @param runUrl address of the summary; null: none. */
export function commentOf({ report, diff, notes }: JobResult, runUrl: string | null): string {
  const head = notesOf(notes);
  const link = runUrl === null ? '' : ` · [All findings](<${runUrl}>)`;
  const footer = `\n---\n\nAdvisories as of ${codeSpan(oldestData(report))}${link}\n`;
  const room = MAX_COMMENT_BYTES - Buffer.byteLength(head + footer);
  return head + linesWithin(commentLines({ report, diff }, room), room) + footer;
}

/** Whether there is something that a comment should be begun for. */
export function isWorthComment({ report, diff }: JobResult): boolean {
  if (!report.summary.complete) return true;
  if (diff === null || countsOldFindings(report))
    return Object.values(report.summary.findings).some((count) => count > 0);
  return diff.findings.length > 0;
}
