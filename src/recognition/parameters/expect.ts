/**
 * Parameters of `expect/`: packages that must be there although their code was not recognised. docs/recognition.md explains units and
 * origins.
 */

/** Weight of a file that would have been recognised. Larger: more members of a release train are expected. Origin: tuned. */
export const MIN_DETECTABLE_WEIGHT = 100;

/** Share of its heaviest release's weight that makes a release a shell, whose code moved elsewhere. Origin: tuned. */
export const MAX_SHARE_OF_SHELL = 0.35;

/** Copies of one package that are expected. No real bundle has more, a made-up one may. Origin: chosen. */
export const MAX_EXPECTED_COPIES = 4;

/** Requirements of a package that are all expected. A package with more is a collection of which a part may be there. Origin: tuned. */
export const MAX_REQUIREMENTS_EXPECTED = 15;

/** Share of an expected package's versions that must require a package. Its version is unknown, as its code is. Origin: chosen. */
export const MIN_SHARE_REQUIRING_UNSEEN = 0.5;

/**
 * Weight of a package in the index whose code would have been recognised. Larger: more small packages are expected where only a package
 * that was not recognised requires them. Origin: chosen, five times the weight of the smallest segment.
 */
export const MIN_RECOGNISABLE_WEIGHT = 15;
