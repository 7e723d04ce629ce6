/** Parameters of `index/`. Every change needs a new index. docs/recognition.md explains units and origins. */

/**
 * The index keeps one shape of so many, at most, of a package with very many. A power of two. Larger: a smaller index that knows
 * less. Origin: tuned.
 */
export const MAX_SHAPE_SAMPLE = 4;

/** Fork groups that may share a feature. A feature of more fork groups is common and proves nothing. Origin: prototype. */
export const MAX_FORK_GROUPS_OF_FEATURE = 32;

/** Groups that may share a feature. A feature of more groups costs more time than it is worth. Origin: tuned. */
export const MAX_GROUPS_OF_FEATURE = 256;

/**
 * Fork groups that an index is taken to have at least: a small one cannot show what is rare. Larger: features of small indexes weigh more
 * alike. Origin: chosen.
 */
export const MIN_FORK_GROUPS_OF_INDEX = 64;
