import { codeSpan, counted, escapeTerminal, severityWords, tableRow } from '../../reporters/index.js';
import type { FindingGroup } from '../../store/index.js';
import { countWords, findingLines } from './describe-sweep.js';
import { acceptedWords, uncalledWords, unseenWords } from './describe-unseen.js';
import { sparkline } from './sparkline.js';
import type { SweepSummary, TrendPoint } from './sweep-summary.js';

const SHOWN = 20;
const HEADS = ['Findings', 'Functions'];

function titleOf({ run, startedAt, complete, since }: SweepSummary): string {
  const compared =
    since === 0
      ? 'no sweep before it'
      : 'each function compared with the last sweep before it that saw the function';
  return `Sweep ${run} of ${startedAt.slice(0, 10)} (${complete ? 'complete' : 'INCOMPLETE'}), ${compared}`;
}

function stateLines({ counts }: SweepSummary): string[] {
  return [
    `New:   ${countWords(counts.new)}`,
    `Fixed: ${countWords(counts.fixed)}`,
    `Open:  ${countWords(counts.open)}`,
  ];
}

function groupCells(group: FindingGroup): [string, string, string] {
  return [group.name, severityWords(group).join(', '), String(group.functions)];
}

function sumOf(point: TrendPoint): number {
  return Object.values(point.open).reduce((sum, count) => sum + count, 0);
}

function trendLines({ trend }: SweepSummary): string[] {
  if (trend.length < 2) return [];
  const line = (name: string, values: readonly number[]) =>
    `  ${name.padEnd(11)}${sparkline(values)} ${values[0]} → ${values.at(-1)}`;
  return [
    `Over ${counted(trend.length, 'sweep')}:`,
    line('open', trend.map(sumOf)),
    line(
      'functions',
      trend.map(({ functions }) => functions),
    ),
    line(
      'read whole',
      trend.map(({ covered }) => covered),
    ),
  ];
}

function some(lines: readonly string[]): string[] {
  const rest = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

/** Why the run is incomplete, which gaps were accepted, and which parts were left out. */
function unseen(summary: SweepSummary): (readonly [label: string, words: string])[] {
  return [
    ...some(unseenWords(summary)).map((words) => ['Not seen', words] as const),
    ...some(acceptedWords(summary)).map((words) => ['Accepted', words] as const),
    ...uncalledWords(summary.uncalledVersions).map((words) => ['Note', words] as const),
  ];
}

/** The results of sweeps, for a terminal. */
export function describeSummary(summary: SweepSummary): string {
  const { by, groups, findings, counts } = summary;
  const sum = (rows: readonly { readonly count: number }[]) =>
    rows.reduce((all, { count }) => all + count, 0);
  const shown = groups.slice(0, SHOWN).map((group) => {
    const [name, words, functions] = groupCells(group);
    return `  ${name}: ${words} in ${counted(Number(functions), 'function')}`;
  });
  const lines = [
    titleOf(summary),
    ...stateLines(summary),
    ...(counts.new.length > 0 ? ['New:', ...findingLines(findings.new, sum(counts.new))] : []),
    ...(groups.length > 0 ? [`Open by ${by}:`, ...shown] : []),
    ...(groups.length > SHOWN ? [`  … and ${groups.length - SHOWN} more`] : []),
    ...trendLines(summary),
    ...unseen(summary).map(([label, words]) => `${label}: ${words}`),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

/** As Markdown, for a ticket or a job's summary. */
export function summaryMarkdown(summary: SweepSummary): string {
  const { by, groups } = summary;
  const rows = groups.slice(0, SHOWN).map((group) => {
    const [name, words, functions] = groupCells(group);
    return tableRow([codeSpan(name), words, functions]);
  });
  const heads = [tableRow([`Open by ${by}`, ...HEADS]), tableRow(['---', '---', '---'])];
  const table = rows.length === 0 ? [] : [[...heads, ...rows].join('')];
  const gaps = unseen(summary).map(([label, words]) => `- ${label}: ${codeSpan(words)}`);
  return [
    `## ${titleOf(summary)}`,
    '',
    ...stateLines(summary).map((line) => `- ${line}`),
    '',
    ...table,
    ...gaps,
    '',
  ].join('\n');
}
