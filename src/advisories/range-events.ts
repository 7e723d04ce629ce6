import type { AffectedRange, RangeEvent } from '../model/index.js';
import type { VersionOrdering } from '../versions/index.js';

/** `introduced: 0` stands before every version, whatever the ordering makes of the text "0". */
const BEGINNING = '0';

function boundOf({ introduced, fixed, lastAffected, limit }: RangeEvent): string {
  return introduced ?? fixed ?? lastAffected ?? limit ?? '';
}

/** Where `version` stands to the event's version: negative before, 0 on it, positive after; null when that can't be told. */
export function sideOf(version: string, event: RangeEvent, ordering: VersionOrdering): number | null {
  if (event.introduced === BEGINNING) return ordering.isValid(version) ? 1 : null;
  return ordering.compare(version, boundOf(event));
}

function compareEvents(a: RangeEvent, b: RangeEvent, ordering: VersionOrdering): number {
  const atBeginning = Number(b.introduced === BEGINNING) - Number(a.introduced === BEGINNING);
  // A version that is the last affected one is still affected, so it closes after whatever opens there.
  const closing = Number(a.lastAffected !== undefined) - Number(b.lastAffected !== undefined);
  return atBeginning || (ordering.compare(boundOf(a), boundOf(b)) ?? 0) || closing;
}

/** Events ascending; as they are when we have no ordering or cannot place one of them. */
export function sortEvents(
  events: readonly RangeEvent[],
  ordering: VersionOrdering | null,
): readonly RangeEvent[] {
  if (!ordering || !events.every((event) => ordering.isValid(boundOf(event)))) return events;
  return events.toSorted((a, b) => compareEvents(a, b, ordering));
}

/** Spellings of "from the first version on" that databases use; the last two leave out nothing that is ever published. */
const OPEN_STARTS: ReadonlySet<string | undefined> = new Set([BEGINNING, '0.0.0-0', '0.0.0']);

/** Every version from the first one on. */
export function coversEverything({ events }: AffectedRange): boolean {
  return events.length > 0 && events.every(({ introduced }) => OPEN_STARTS.has(introduced));
}
