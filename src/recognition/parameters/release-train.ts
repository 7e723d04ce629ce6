/**
 * Parameters of `select/` for packages that are released together: in the index `@aws-sdk` and `@protobufjs`. docs/recognition.md
 * explains units and origins.
 */

/** Packages of one fork group that make a release train. Smaller: scopes without a common release count as one. Origin: chosen. */
export const MIN_TRAIN_MEMBERS = 10;

/** Share of a member's requirements that a dependent must have to bring the member; one with fewer adds to it. Origin: tuned. */
export const MIN_DEPENDENCY_RATIO = 0.5;

/** Share of an addition's weight that it must newly explain. Larger: fewer members are added. Origin: tuned. */
export const MIN_NEWLY_EXPLAINED = 0.25;

/** Requirements that are followed from a member; no member is farther away. Origin: chosen. */
export const MAX_REQUIREMENT_DEPTH = 6;

/**
 * Share of the best snapshot's explained weight that makes another one as possible. Smaller: more snapshots, wider candidates.
 * Origin: tuned.
 */
export const NEARLY_BEST_SNAPSHOT = 0.97;

/** Snapshots that are tried in a row although each explains less than the best one. Larger: slower. Origin: tuned. */
export const MAX_WORSE_SNAPSHOTS = 3;

/** Share of the best snapshot's explained weight that one must reach whose version the text states. Origin: tuned. */
export const MIN_SHARE_OF_STATED_SNAPSHOT = 0.9;
