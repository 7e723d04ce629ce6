import { gapKey, problemSentence, type AcceptedGap, type Gap, type Report } from '../model/index.js';
import { gapsOfFunction, gapsOfRun } from '../policy/index.js';
import { missingAnswer } from './missing-answer.js';
import type { AcceptedGapRow, GapRow } from './record.js';

/** Places that a row names before it counts the others. */
const NAMED = 3;

interface Placed<Kind extends Gap> {
  readonly gap: Kind;
  readonly functions: string[];
}

function byGap<Kind extends Gap>(found: Iterable<readonly [Kind, string | null]>): Placed<Kind>[] {
  const placed = new Map<string, Placed<Kind>>();
  for (const [gap, name] of found) {
    const key = gapKey(gap);
    const known = placed.get(key) ?? { gap, functions: [] };
    if (name !== null) known.functions.push(name);
    placed.set(key, known);
  }
  return [...placed.values()];
}

function whereOf({ gap, functions }: Placed<Gap>): string {
  const names = [...new Set(functions)].sort();
  const rest = names.length - NAMED;
  const shown = rest > 1 ? [...names.slice(0, NAMED), `${rest} more`] : names;
  const artifact = gap.artifact === null ? [] : [gap.artifact];
  return [...shown, ...artifact].filter((part, at, all) => all.indexOf(part) === at).join(', ');
}

/** Gaps that are open, of functions, artifacts and the run, each once with the functions that have it. */
export function gapRows(report: Report): GapRow[] {
  const artifacts = new Map(report.artifacts.map((artifact) => [artifact.id, artifact]));
  const accepted = new Set(report.summary.acceptedGaps.map(gapKey));
  const ofFunctions = report.functions.flatMap((fn) => {
    const own = new Set(fn.acceptedGaps.map(gapKey));
    return gapsOfFunction(fn, artifacts).flatMap((gap) =>
      own.has(gapKey(gap)) ? [] : [[gap, fn.name] as const],
    );
  });
  const ofRun = gapsOfRun(report).flatMap((gap) => (accepted.has(gapKey(gap)) ? [] : [[gap, null] as const]));
  return byGap([...ofRun, ...ofFunctions]).map((placed) => ({
    code: placed.gap.code,
    where: whereOf(placed) || 'the run',
    message: problemSentence(placed.gap),
    missing: missingAnswer(placed.gap),
  }));
}

function acceptedIn({ functions, summary }: Report): (readonly [AcceptedGap, string | null])[] {
  const named = functions.flatMap(({ name, acceptedGaps }) =>
    acceptedGaps.map((gap) => [gap, name] as const),
  );
  return [...summary.acceptedGaps.map((gap) => [gap, null] as const), ...named];
}

/** Gaps that a rule accepts, each once, with owner, reason and expiry. */
export function acceptedGapRows(report: Report): AcceptedGapRow[] {
  return byGap(acceptedIn(report)).map((placed) => {
    const { reason, owner, expires, source } = placed.gap.suppression;
    const { code } = placed.gap;
    const where = whereOf(placed) || 'the run';
    const message = problemSentence(placed.gap);
    return { code, where, message, missing: missingAnswer(placed.gap), reason, owner, expires, source };
  });
}
