/** Parameters of `index/`. Every change needs a new index. docs/recognition.md explains units and origins. */

/**
 * The index keeps one shape of so many, at most, of a package with very many. A power of two. Larger: a smaller index that knows
 * less. Origin: tuned.
 */
export const MAX_SHAPE_SAMPLE = 4;

/** Package families that may share a feature. A feature of more families is common and says nothing. Origin: prototype. */
export const MAX_FORK_GROUPS_OF_FEATURE = 32;

/** Groups that may share a feature. A feature of more groups costs more time than it says. Origin: tuned. */
export const MAX_GROUPS_OF_FEATURE = 256;

/**
 * Families that an index is taken to have at least: a small one cannot say what is rare. Larger: features of small indexes weigh more
 * alike. Origin: chosen.
 */
export const MIN_FORK_GROUPS_OF_INDEX = 64;
