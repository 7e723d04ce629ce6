import type { AffectedRange, RangeEvent } from '../../model/index.js';
import type { VersionOrdering } from '../../versions/index.js';

/** `introduced: 0` precedes every version, in every version ordering. */
const BEGINNING = '0';

/** A limit that bounds nothing. */
export const UNLIMITED = '*';

function boundOf({ introduced, fixed, lastAffected, limit }: RangeEvent): string {
  return introduced ?? fixed ?? lastAffected ?? limit ?? '';
}

/** Where `version` stands to the event's version: negative before, 0 on it, positive after; null when unknown. */
export function sideOf(version: string, event: RangeEvent, ordering: VersionOrdering): number | null {
  if (event.introduced === BEGINNING) return ordering.isValid(version) ? 1 : null;
  return ordering.compare(version, boundOf(event));
}

function isPlaceable(event: RangeEvent, ordering: VersionOrdering): boolean {
  return event.introduced === BEGINNING || ordering.isValid(boundOf(event));
}

function compareEvents(a: RangeEvent, b: RangeEvent, ordering: VersionOrdering): number {
  const atBeginning = Number(b.introduced === BEGINNING) - Number(a.introduced === BEGINNING);
  // A version that is the last affected one is still affected, so it closes after whatever opens there.
  const closing = Number(a.lastAffected !== undefined) - Number(b.lastAffected !== undefined);
  return atBeginning || (ordering.compare(boundOf(a), boundOf(b)) ?? 0) || closing;
}

/**
 * Events ascending, limits last: they bound all the others, and `limit: "*"` is no version. Events stay as they are when there is no
 * ordering or one of them cannot be placed.
 */
export function sortEvents(
  events: readonly RangeEvent[],
  ordering: VersionOrdering | null,
): readonly RangeEvent[] {
  const limits = events.filter(({ limit }) => limit !== undefined);
  const bounds = events.filter(({ limit }) => limit === undefined);
  if (!ordering || !bounds.every((event) => isPlaceable(event, ordering))) return events;
  return [...bounds.toSorted((a, b) => compareEvents(a, b, ordering)), ...limits];
}

/** Spellings of "from the first version on" that databases use; the last two leave out nothing that is ever published. */
const OPEN_STARTS: ReadonlySet<string | undefined> = new Set([BEGINNING, '0.0.0-0', '0.0.0']);

/** Every version from the first one on. */
export function coversEverything({ events }: AffectedRange): boolean {
  const bounds = events.filter(({ limit }) => limit !== UNLIMITED);
  return bounds.length > 0 && bounds.every(({ introduced }) => OPEN_STARTS.has(introduced));
}
