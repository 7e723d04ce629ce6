/**
 * Parameters of `likelihood/`: which versions explain a copy. Losses are natural logarithms. docs/recognition.md explains units and
 * origins.
 */

// The likelihood of one segment and version.

/**
 * Probability that a segment has a feature that its version lacks. Larger: an extra feature speaks less against a version. Origin:
 * tuned.
 */
export const STRAY_PROBABILITY = 0.01;

/** Least share of a file's features that is taken to survive bundling. Origin: chosen, keeps logarithms finite. */
export const MIN_RETENTION = 0.02;

/**
 * Largest share of a file's features that is taken to survive bundling. Closer to 1: one missing feature rules a version out. Origin:
 * tuned.
 */
export const MAX_RETENTION = 0.995;

/** Share of the best file's features that another file must have to stand for a version. Origin: tuned. */
export const MIN_SHARE_OF_BEST_FILE = 0.5;

// All segments of a copy together.

/**
 * Divides log-likelihoods: neighbouring features come and go together, so they count for less than their sum. Larger: more versions
 * stay plausible. Origin: tuned.
 */
export const TEMPERATURE = 6;

/** The most that one segment can count against a version. Larger: one misplaced segment decides more. Origin: tuned. */
export const MAX_LOSS_PER_SEGMENT = 150;

/** Share of the probability that the plausible versions have together. Larger: more versions stay plausible. Origin: tuned. */
export const PLAUSIBLE_MASS = 0.98;

// Candidates beyond the plausible versions. Larger: wider sets that miss the true version less often.

/** Weight of an atom, where a shape's is 1: minifiers change shapes. Origin: tuned. */
export const ATOM_WEIGHT = 3;

/**
 * Share of what the likeliest version lacks that another version must have. Smaller: more pairs count as ends of a range of
 * candidates. Origin: tuned.
 */
export const MIN_SHARE_OF_LACKING = 0.5;

/**
 * Such a version counts while its log-likelihood is within this of the best one. Origin: 14 tuning bundles, their releases left out
 * of the index.
 */
export const FAR = 450;

/** The same, where the likeliest version lacks fewer than `FEW_ATOMS` atoms. Origin: as `FAR`. */
export const NEAR = 100;

/** See `NEAR`. Origin: tuned. */
export const FEW_ATOMS = 2;

/**
 * Log-likelihood below which the likeliest version may stand for one of the release line before. Closer to 0: more candidates.
 * Origin: tuned.
 */
export const POOR_FIT = -20;

/**
 * Coverage of files from which minifiers are taken to have changed no function. Larger: more copies keep a neighbour as a candidate.
 * Origin: tuned.
 */
export const UNCHANGED_COVERAGE = 0.92;

/** A neighbour with the same atoms stays a candidate while its log-likelihood is within this of the best one. Origin: tuned. */
export const FAR_BY_SHAPES = 150;

/**
 * Release candidates after which people deploy them: cheerio 1.0.0-rc and immutable 4.0.0-rc had users for years. Origin: chosen, by
 * these two.
 */
export const MIN_RELEASE_CANDIDATES = 10;

/**
 * Places in a range of versions at which versions are fetched first, the newest at 1. Origin: chosen: most bundles hold what was
 * newest once.
 */
export const PLACES_IN_RANGE: readonly number[] = [1, 0.5, 0, 0.75, 0.25];
