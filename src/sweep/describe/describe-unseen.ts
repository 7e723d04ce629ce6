import { gapWords, problemSentence } from '../../model/index.js';
import { counted, suppressionWords } from '../../reporters/index.js';
import type { GapRow } from '../../store/index.js';
import { isHarmless, MAX_REASONS, type SweepReport } from '../sweep-report.js';

/** The gaps of a sweep. */
export interface Unseen extends Pick<SweepReport, 'gaps' | 'problems' | 'reasons' | 'acceptedGaps'> {
  /** Functions that are kept as they were seen last. */
  readonly stale: number;
  /** Functions that were not read whole; and those with a gap that a rule accepts. */
  readonly incomplete: number;
  readonly accepting: number;
}

/** How many functions there are in all, where a list names the most frequent cases only. */
function totalWords(listed: readonly unknown[], functions: number, what: string): string[] {
  if (listed.length < MAX_REASONS) return [];
  return [`${counted(functions, 'function')} in all ${what}; the ${listed.length} most frequent are listed`];
}

/** A gap in a sentence. */
export function describeGap({
  account,
  region,
  resource,
  reason,
}: Pick<GapRow, 'account' | 'region' | 'resource' | 'reason'>): string {
  const place = [account, region, resource].filter((part) => part !== null).join(' ');
  return `${place}: ${reason}`;
}

/** Why a sweep is incomplete, a sentence each. */
export function unseenWords({ stale, incomplete, gaps, problems, reasons }: Unseen): string[] {
  return [
    ...(stale > 0 ? [`${counted(stale, 'function')} kept as seen in an earlier run`] : []),
    ...totalWords(reasons, incomplete, 'not read whole, for several reasons'),
    ...gaps.filter((gap) => !isHarmless(gap)).map(describeGap),
    ...problems.filter(({ affectsCompleteness }) => affectsCompleteness).map(problemSentence),
    ...reasons.map(({ reason, functions, example }) =>
      functions === 1 ? `${example}: ${reason}` : `${counted(functions, 'function')}: ${reason}`,
    ),
  ];
}

/** Accepted gaps with reason and owner, a sentence each. */
export function acceptedWords({ gaps, acceptedGaps, accepting }: Unseen): string[] {
  const ofPlaces = gaps.flatMap((gap) =>
    gap.accepted ? [`${describeGap(gap)} Reason: ${suppressionWords(gap.accepted)}`] : [],
  );
  const ofFunctions = acceptedGaps.map(({ gap, functions, example }) => {
    const where = functions === 1 ? example : counted(functions, 'function');
    return `${where}: ${gapWords(gap)} Reason: ${suppressionWords(gap.suppression)}`;
  });
  return [...totalWords(acceptedGaps, accepting, 'with accepted gaps'), ...ofPlaces, ...ofFunctions];
}

/** How many published versions were not fetched, in a sentence; empty where there are none. */
export function uncalledWords(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 published version was not analysed: no known caller names it. Whoever may call every function may call it.'
      : `${count} published versions were not analysed: no known caller names them. Whoever may call every function may call them.`,
  ];
}
