import { gapKey, gapWords, type FunctionReport, type Problem, type Report } from '../model/index.js';
import { suppressionWords } from './aside-words.js';

/** Whether a problem is accepted in all functions that mount its artifact; without functions: in the artifact itself. */
export type IsAccepted = (
  problem: Problem,
  artifact: string | null,
  users: readonly FunctionReport[],
) => boolean;

/** Returns a function that decides whether a user's rule accepts a problem of the report. */
export function acceptedProblems({ functions, summary }: Report): IsAccepted {
  const all = new Set(summary.acceptedGaps.map(gapKey));
  if (all.size === 0) return () => false;
  const inFunction = new Map(functions.map((fn) => [fn, new Set(fn.acceptedGaps.map(gapKey))]));
  return ({ code, path, message, affectsCompleteness }, artifact, users) => {
    const key = gapKey({ code, artifact, path, message });
    if (!affectsCompleteness || !all.has(key)) return false;
    return users.every((fn) => inFunction.get(fn)?.has(key));
  };
}

/** `Accepted: fn.zip: lib/a.bin: The entry is encrypted. Reason: Reviewed by hand. (by ann, until 2027-01-01, stowaway.config.yaml)`: raw. */
export function acceptedNotes({ acceptedGaps }: Pick<FunctionReport, 'acceptedGaps'>): string[] {
  return acceptedGaps.map((gap) => `Accepted: ${gapWords(gap)} Reason: ${suppressionWords(gap.suppression)}`);
}

/** True if everything was read and no gap had to be accepted. */
export function isSeenWhole({ summary, options }: Report): boolean {
  return summary.complete && options.finished && summary.acceptedGaps.length === 0;
}
