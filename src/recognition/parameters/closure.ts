/**
 * Parameters of `closure/`: how much is fetched and compared. More: slower, and more is found. docs/recognition.md explains units and
 * origins.
 */

/** How often a bundle is compared; the comparison with the shipped index is the first. Origin: chosen. */
export const MAX_COMPARISONS = 5;

/** Names in the texts of unknown code that are looked up. Origin: chosen. */
export const MAX_NAMES_FROM_CODE = 40;

/** Versions of each such name that are fetched. Origin: chosen. */
export const VERSIONS_PER_NAME_FROM_CODE = 2;

/** Published versions of one copy whose files are read. Origin: chosen. */
export const MAX_VERSIONS_READ = 10;

/** Rounds; each reads one more version of every copy that still has several candidates. Origin: chosen. */
export const MAX_READING_ROUNDS = 12;
