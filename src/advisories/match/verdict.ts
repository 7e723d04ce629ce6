import type { Advisory, AffectedRange } from '../../model/index.js';
import type { VersionOrdering } from '../../versions/index.js';
import { isInRange } from '../records/in-range.js';
import { coversEverything } from '../records/range-events.js';

/**
 * The verdict of an advisory on one version, strongest first. `doubtful`: only an open range covers it that the record itself
 * contradicts · `undecidable`: a version that cannot be ordered.
 */
export type Verdict = 'affected' | 'doubtful' | 'undecidable' | 'unaffected';

const STRENGTH: readonly Verdict[] = ['affected', 'doubtful', 'undecidable', 'unaffected'];

/** The two forms of such hints: `< 1.2.3` and `<= 1.2.3`. */
const HINT = /^(<=?) ?(\S{1,100})$/;

function isBeyondHint(
  version: string,
  { lastKnownAffected }: AffectedRange,
  ordering: VersionOrdering,
): boolean {
  const [, operator, bound = ''] = HINT.exec(lastKnownAffected ?? '') ?? [];
  const side = operator ? ordering.compare(version, bound) : null;
  return side !== null && (operator === '<' ? side >= 0 : side > 0);
}

function verdictOfRange(
  version: string,
  range: AffectedRange,
  { suspect, ordering }: { readonly suspect: boolean; readonly ordering: VersionOrdering | null },
): Verdict {
  const inside = isInRange(version, range, ordering);
  if (inside === null) return 'undecidable';
  if (!inside) return 'unaffected';
  const doubted =
    (suspect && coversEverything(range)) || (ordering && isBeyondHint(version, range, ordering));
  return doubted ? 'doubtful' : 'affected';
}

/** The advisory's verdict on a version: a listed version or any range is enough. */
export function verdictOn(
  version: string,
  { affected, suspect }: Pick<Advisory, 'affected' | 'suspect'>,
  ordering: VersionOrdering | null,
): Verdict {
  if (affected.versions.some((listed) => listed === version || ordering?.compare(listed, version) === 0)) {
    return 'affected';
  }
  const verdicts = affected.ranges.map((range) => verdictOfRange(version, range, { suspect, ordering }));
  // An unreadable version may be one of the listed ones in another spelling.
  if (affected.versions.length > 0 && !(ordering?.isValid(version) ?? true)) verdicts.push('undecidable');
  return STRENGTH.find((verdict) => verdicts.includes(verdict)) ?? 'unaffected';
}
