/**
 * Parameters of `features/`. Every change gives other features: raise `FEATURES_VERSION` and build the index again.
 * docs/recognition.md explains units and origins.
 */

/** Tokens (operators, names, strings) in a shape. More: shapes are rarer, and fewer survive a minifier. Origin: prototype. */
export const TOKENS_PER_SHAPE = 8;

/**
 * Tokens that a whole function needs to give a shape, where it is shorter than one. More: short functions give none. Origin:
 * prototype.
 */
export const MIN_TOKENS_PER_SHAPE = 4;

/** UTF-16 code units at the start of a text that are hashed; its length is hashed too. More: long data costs time. Origin: chosen. */
export const HASHED_LENGTH = 256;

/** Numbers from 0 to this give no feature: they are everywhere. Larger: fewer, rarer features. Origin: chosen. */
export const LARGEST_COMMON_NUMBER = 255;

/** One atom of so many is kept in a table of data. Less: a list of file types outweighs all code. Origin: tuned. */
export const TABLE_SAMPLE = 8;

/** Elements of the longest array or object that counts as code; longer ones are tables of data. Origin: tuned. */
export const LONGEST_CODE_LIST = 64;
