import { daysSince, type DatabasePart } from '../advisories/index.js';
import type { Report } from '../model/index.js';

/** Jobs come by the dozen: data that is less than half a day old is not updated. */
const FRESH_DAYS = 0.5;
/** Parts of a database that are no advisories. */
const EXTRAS = new Set(['KEV', 'EPSS']);

/** Whether the advisories of a database are young enough to be left alone. */
export function isFresh(parts: readonly DatabasePart[], now: Date): boolean {
  const advisories = parts.filter(({ name }) => !EXTRAS.has(name));
  return (
    advisories.length > 0 &&
    // A date that is yet to come does not keep data fresh until then.
    advisories.every(({ error, asOf }) => error === null && Math.abs(daysSince(asOf, now)) < FRESH_DAYS)
  );
}

/** Date of the oldest advisories that a report used; '' when it used none. */
export function oldestData({ data: { advisories } }: Report): string {
  return advisories.map(({ asOf }) => asOf).sort()[0] ?? '';
}
