/**
 * Parameters of `closure/`: how much is fetched and compared. More: slower, and more is found. docs/recognition.md explains units and
 * origins.
 */

/** Comparisons of a bundle, the one with the shipped index included. Origin: chosen. */
export const MAX_COMPARISONS = 5;

/** Names in the texts of unknown code that are looked up. Origin: chosen. */
export const MAX_NAMES_FROM_CODE = 40;

/** Versions of each such name that are fetched. Origin: chosen. */
export const VERSIONS_PER_NAME_FROM_CODE = 2;

/** Published versions of one copy whose files are read. Origin: chosen. */
export const MAX_VERSIONS_READ = 10;

/** Rounds in which one more version of each open copy is read. Origin: chosen. */
export const MAX_READING_ROUNDS = 12;
