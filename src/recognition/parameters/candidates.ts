/**
 * Parameters of `candidates/`: what dependents' ranges leave of the candidate versions. docs/recognition.md explains units and
 * origins.
 */

// Ranges against code, in log-likelihood (natural logarithm). Larger: ranges win over code more often.

/** Lead of the likeliest version over those whose requirements are met, so that it stays a candidate. Origin: tuned. */
export const MIN_LEAD_OVER_UNMET = 4;

/** Lead of a version outside all ranges, so that it stays as an override. Origin: tuned. */
export const MIN_LEAD_OF_OVERRIDE = 20;

/**
 * Unmet requirements of a release train that do not rule a version out: its members share code, one may be named wrongly. Origin:
 * tuned.
 */
export const MAX_UNMET_OF_TRAIN = 1;

/** The same as a share of all requirements of the version; the larger of both counts. Origin: tuned. */
export const MAX_UNMET_SHARE_OF_TRAIN = 0.1;

/** Rounds in which one narrowed copy narrows the next. Trees are hardly deeper. Origin: chosen. */
export const MAX_NARROWING_ROUNDS = 10;

/** Copies of one name; with more, nobody can say which one is meant, as each is compared with each. Origin: chosen. */
export const MAX_COPIES_OF_NAME = 50;

// The first guess among the candidates. Scores are log-probabilities: 0 for the likeliest. They never remove a candidate.

/** Beside a version that was compared: every second release changes nothing that can be seen (ln ½). Origin: chosen. */
export const UNCOMPARED_SCORE = -0.7;

/** For each further release. Origin: tuned. */
export const SCORE_PER_RELEASE = -0.002;

/** Of a version that the code rules out, where the code was not compared version by version. Origin: tuned. */
export const IMPLAUSIBLE_SCORE = -1;

/** Of a version that is not the one stated. Origin: tuned. */
export const UNSTATED_SCORE = -3;

/** Of a version in a dependent's range that is not the newest one, which installers take. Origin: tuned. */
export const NOT_NEWEST_SCORE = -2;

/** Of the first version of a range: packages that are released together require each other so. Origin: tuned. */
export const FIRST_OF_RANGE_SCORE = -1;

/** Of a version outside a dependent's range: an override, or a dependent that was not recognised. Origin: tuned. */
export const OUT_OF_RANGE_SCORE = -5;

/** Of a dependent's version that does not require what its code imports. Origin: tuned. */
export const NO_REQUIREMENT_SCORE = -2;

/** Of a version that another package of the same scope certainly has: they are released and installed together. Origin: tuned. */
export const SIBLING_SCORE = 1.8;

/** Rounds in which scores pass from copy to copy. Origin: chosen. */
export const SCORE_ROUNDS = 4;

// What copies require.

/** Likeliest versions of a copy whose requirements are fetched. More: more downloads. Origin: chosen. */
export const MAX_VERSIONS_FOLLOWED = 3;

/**
 * Share of a copy's versions that must require a package which the likeliest one requires. Larger: fewer packages are expected.
 * Origin: tuned.
 */
export const MIN_SHARE_REQUIRING = 0.4;
