import { counted, escapeTerminal, listed, severityWords } from '../../reporters/index.js';
import { callerWords } from './caller-words.js';
import { groupBy, problemSentence, type Severity } from '../../model/index.js';
import type { SeverityCount } from '../../store/index.js';
import { acceptedWords, describeGap, uncalledWords, unseenWords } from './describe-unseen.js';
import type { SweepPlan } from '../plan-sweep.js';
import type { SweepReport, SweptFinding } from '../sweep-report.js';

/** Lines of a list that are shown; the JSON has all. */
const SHOWN = 20;

function bytes(size: number): string {
  return size < 1_000_000 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Counts in a sentence. */
export function countWords(counts: readonly SeverityCount[]): string {
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const { severity, count } of counts) bySeverity[severity as Severity] += count;
  const malware = counts.filter(({ kind }) => kind === 'malware').reduce((sum, { count }) => sum + count, 0);
  const words = severityWords(bySeverity);
  return [
    words.length === 0 ? 'none' : words.join(', '),
    ...(malware > 0 ? [`${malware} malware`] : []),
  ].join('; ');
}

/** A group of equal findings of several functions. */
function headOf({ severity, kind, rule, detail }: SweptFinding): string {
  const word = kind === 'malware' ? 'MALWARE ' : '';
  return `  ${word}${severity.toUpperCase()} ${rule} ${detail.package ?? detail.title}`;
}

function placeOf({ function: arn, stale, triggers }: SweptFinding): string {
  const [, , , region, account, , name] = arn.split(':');
  return `${name} (${account} ${region}; ${callerWords(triggers)})${stale ? ', not seen this time' : ''}`;
}

/** One line for equal findings of several functions. */
export function findingLines(found: readonly SweptFinding[], count: number): string[] {
  const groups = groupBy(found, (finding) => [headOf(finding)]);
  const lines = [...groups].map(([head, group]) => `${head} in ${listed(group.map(placeOf), 2)}`);
  const shown = some(lines, (line) => line);
  return count > found.length ? [...shown, `  … of ${count} findings the worst ${found.length}`] : shown;
}

function some<T>(items: readonly T[], line: (item: T) => string): string[] {
  const lines = items.slice(0, SHOWN).map(line);
  return items.length > SHOWN ? [...lines, `  … and ${items.length - SHOWN} more`] : lines;
}

function total(counts: readonly SeverityCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function unseenLines(report: SweepReport): string[] {
  const { complete, functions, gaps, problems } = report;
  const { stale, incomplete, accepting } = functions;
  const unseen = { ...report, stale, incomplete, accepting };
  const harmless = gaps.filter(({ affectsCompleteness }) => !affectsCompleteness);
  const asides = problems.filter(({ affectsCompleteness }) => !affectsCompleteness);
  const notes = [...asides.map(problemSentence), ...new Set(harmless.map(({ reason }) => reason))];
  return [
    ...(complete ? [] : ['', 'INCOMPLETE: the following was not analysed.']),
    ...some(unseenWords(unseen), (words) => `  ${words}`),
    ...some(acceptedWords(unseen), (words) => `Accepted: ${words}`),
    ...some(notes, (note) => `Note: ${note}`),
  ];
}

/** The result of a sweep, for a terminal. */
export function describeSweep(report: SweepReport): string {
  const { run, resumed, functions, artifacts, counts } = report;
  const { fetched, again, outdated, downloadedBytes, matched } = artifacts;
  const lines = [
    `Sweep ${run}${resumed ? ', resumed after an interruption' : ''}: ${counted(functions.functions, 'function')}, ` +
      `${counted(fetched, 'new artifact')}${again > 0 ? `, ${again} analysed again` : ''} (${bytes(downloadedBytes)} downloaded), ${matched} matched anew`,
    '',
    `New:   ${countWords(counts.new)}`,
    ...findingLines(report.new, total(counts.new)),
    `Fixed: ${countWords(counts.fixed)}`,
    ...findingLines(report.fixed, total(counts.fixed)),
    `Open:  ${countWords(counts.open)}`,
    ...report.told
      .filter(({ problem }) => problem === null)
      .map(({ sink, findings }) => `Sent to ${sink}: ${counted(findings, 'finding')}`),
    ...unseenLines(report),
    ...uncalledWords(functions.uncalledVersions).map((words) => `Note: ${words}`),
    ...(outdated > 0
      ? [
          `Note: ${counted(outdated, 'artifact')} analysed by an earlier version of stowaway (--reanalyse COUNT analyses some of them again)`,
        ]
      : []),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

/** The plan of a sweep, for a terminal. */
export function describePlan({ regions, gaps, seconds, downloadBytes, again }: SweepPlan): string {
  const worth = regions.filter(({ functions }) => functions > 0);
  const lines = [
    ...worth.map((plan) => {
      const calls = Object.values(plan.calls).reduce((sum, count) => sum + count, 0);
      const fresh = `${counted(plan.newCode, 'new artifact')}, ${counted(plan.newLayers, 'new layer')}`;
      return `${plan.account} ${plan.region}: ${counted(plan.functions, 'function')}, ${fresh}, ${counted(calls, 'call')}, ${duration(plan.seconds)}`;
    }),
    `In all: ${bytes(downloadBytes)} of zips to download (layers and images not counted), calls for at least ${duration(seconds)}`,
    ...(again.outdated > 0
      ? [
          `Analysed by an earlier version of stowaway: ${counted(again.outdated, 'artifact')}; ${again.artifacts} (${bytes(again.bytes)}) are analysed again in this sweep`,
        ]
      : []),
    ...gaps.map((gap) => `Not seen: ${describeGap(gap)}`),
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}
