import { squashed } from './skeleton.js';

/** The language's name before or behind a name, set apart or, if it is `py`, not. */
const BEFORE = /^(?:python[23]?-|py[23]?-|python[23]?(?=[a-z]{4})|py(?=[a-z]{4}))/;
const BEHIND = /(?:-python[23]?|-py[23]?|python[23]?|py[23]?)$/;

/** Shorter stems are words that many names share. */
const MIN_STEM = 5;

/** What is left of a name without the name of the language: of `python3-dateutil`, `dateutil`; null where it has none. */
export function stemOf(name: string): string | null {
  const stem = squashed(name.replace(BEFORE, '').replace(BEHIND, ''));
  return stem.length < MIN_STEM || stem === squashed(name) ? null : stem;
}
