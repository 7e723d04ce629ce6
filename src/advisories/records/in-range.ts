import type { Affected, AffectedRange, RangeEvent } from '../../model/index.js';
import type { VersionOrdering } from '../../versions/index.js';
import { sideOf, UNLIMITED } from './range-events.js';

function isBeforeLimits(version: string, range: AffectedRange, ordering: VersionOrdering): boolean {
  const limits = range.events.filter(({ limit }) => limit !== undefined);
  return (
    limits.length === 0 ||
    limits.some((event) => event.limit === UNLIMITED || (sideOf(version, event, ordering) ?? -1) < 0)
  );
}

/** Whether a version on this side of an event is affected after it, when it was or was not `before`. */
function isAffectedAfter(event: RangeEvent, side: number, before: boolean): boolean {
  if (event.introduced !== undefined) return before || side >= 0;
  const isPast = event.lastAffected === undefined ? side >= 0 : side > 0;
  return before && !isPast;
}

/**
 * The schema's evaluation rules over sorted events; null when a version cannot be placed.
 * https://ossf.github.io/osv-schema/#evaluation
 */
export function isInRange(
  version: string,
  range: AffectedRange,
  ordering: VersionOrdering | null,
): boolean | null {
  if (!ordering || !range.events.some(({ introduced }) => introduced !== undefined)) return null;
  let affected = false;
  for (const event of range.events) {
    if (event.limit !== undefined) continue;
    const side = sideOf(version, event, ordering);
    if (side === null) return null;
    affected = isAffectedAfter(event, side, affected);
  }
  return affected && isBeforeLimits(version, range, ordering);
}

/**
 * Without the listed versions that a range covers anyway: PyPI's records list hundreds. Versions that cannot be ordered stay, and all
 * of them where a range ends by a hint.
 */
export function withoutCovered({ ranges, versions }: Affected, ordering: VersionOrdering | null): Affected {
  if (!ordering || ranges.some(({ lastKnownAffected }) => lastKnownAffected !== undefined))
    return { ranges, versions };
  const isCovered = (version: string): boolean =>
    ranges.some((range) => isInRange(version, range, ordering) === true);
  return { ranges, versions: versions.filter((version) => !isCovered(version)) };
}
