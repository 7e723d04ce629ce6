import { gapKey, gapWords, type FunctionReport, type Problem, type Report } from '../model/index.js';
import { counted } from './amounts.js';
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

/** Functions that a note names. */
const SHOWN_FUNCTIONS = 3;

/** `In intake-dev-screen, intake-dev-mail and 4 more functions.`; empty for a gap of the run, or of artifacts that no function mounts. */
function functionWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  const others = names.length - SHOWN_FUNCTIONS;
  const shown = names.slice(0, SHOWN_FUNCTIONS).join(', ');
  return `In ${shown}${others > 0 ? ` and ${counted(others, 'more function')}` : ''}. `;
}

/** The notes of a whole report, with the functions that have each gap. */
export function allAcceptedNotes({ summary, functions }: Pick<Report, 'summary' | 'functions'>): string[] {
  if (summary.acceptedGaps.length === 0) return [];
  const byGap = new Map<string, string[]>();
  for (const { name, acceptedGaps } of functions) {
    for (const key of new Set(acceptedGaps.map(gapKey))) {
      const names = byGap.get(key);
      if (names) names.push(name);
      else byGap.set(key, [name]);
    }
  }
  return summary.acceptedGaps.map((gap) => {
    const where = functionWords(byGap.get(gapKey(gap)) ?? []);
    return `Accepted: ${gapWords(gap)} ${where}Reason: ${suppressionWords(gap.suppression)}`;
  });
}

/** True if everything was read and no gap had to be accepted. */
export function isSeenWhole({ summary, options }: Report): boolean {
  return summary.complete && options.finished && summary.acceptedGaps.length === 0;
}
