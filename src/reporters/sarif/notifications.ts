import type { Report } from '../../model/index.js';
import { allAcceptedNotes } from '../accepted-gaps.js';
import { problemsOf, problemWords, type LocatedProblem } from '../located-problems.js';
import { physicalLocation } from './locations.js';
import { messageText } from './message.js';

/** More problems than anyone reads are counted. */
const MAX_PROBLEMS = 1000;

interface Notification {
  readonly level: 'error' | 'warning' | 'note';
  readonly message: { readonly text: string };
  readonly descriptor?: { readonly id: string };
  readonly locations?: readonly object[];
}

function problemNotification(problem: LocatedProblem): Notification {
  return {
    level: problem.affectsCompleteness ? 'error' : 'note',
    message: { text: messageText(problemWords(problem)) },
    descriptor: { id: problem.code },
    ...(problem.where === null ? {} : { locations: [{ physicalLocation: physicalLocation(problem.where) }] }),
  };
}

function warning(text: string): Notification {
  return { level: 'warning', message: { text } };
}

/** Notifications that folding removed. */
export interface Folding {
  /** One result stands for an advisory in several artifacts. */
  readonly isCoarse: boolean;
  /** Results that there was no room for. */
  readonly omitted: number;
}

function foldingNotes({ isCoarse, omitted }: Folding): Notification[] {
  return [
    ...(isCoarse
      ? [warning('Code scanning limits the number of results: one result stands for all artifacts.')]
      : []),
    ...(omitted > 0
      ? [
          warning(
            `${omitted} results, the least severe, are left out to stay within the limit: see the JSON report.`,
          ),
        ]
      : []),
  ];
}

/** Notifications of everything that the results do not show (§3.20.21). */
export function notificationsOf(report: Report, folding: Folding): Notification[] {
  // Problems that affect completeness come first, so that they are listed, not only counted.
  const problems = problemsOf(report).sort(
    (a, b) => Number(b.affectsCompleteness) - Number(a.affectsCompleteness),
  );
  const rest = problems.length - MAX_PROBLEMS;
  return [
    ...(report.options.finished ? [] : [warning('The scan was interrupted: not everything was analysed.')]),
    ...report.summary.reasons
      .slice(0, MAX_PROBLEMS)
      .map((reason) => warning(`Not complete: ${messageText(reason)}`)),
    ...allAcceptedNotes(report)
      .slice(0, MAX_PROBLEMS)
      .map((text) => ({ level: 'note' as const, message: { text: messageText(text) } })),
    ...foldingNotes(folding),
    ...problems.slice(0, MAX_PROBLEMS).map(problemNotification),
    ...(rest > 0 ? [warning(`${rest} more problems are in the JSON report.`)] : []),
  ];
}
