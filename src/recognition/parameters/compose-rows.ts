/** Parameters of `compose-rows/`: what reports say. Lengths are UTF-16 code units. docs/recognition.md explains units and origins. */

/** Length of text without an owner that is worth a comparison with the index. Origin: chosen. */
export const MIN_OPEN_LENGTH = 2048;

/** Share of a text that build evidence must claim so that it names every package: the rest is the bundler's. Origin: tuned. */
export const MIN_CLAIMED_SHARE = 0.9;

/** Weight of features from which a name has confidence "medium"; less is "low". Origin: tuned. */
export const GOOD_WEIGHT = 15;

/** Length of the longest statement without features that counts as the bundler's. Origin: chosen. */
export const MAX_GLUE_LENGTH = 400;

/** Bytes around modules that are the bundler's, where a build described all modules. Origin: chosen. */
export const MAX_FRAME_BYTES = 8192;

// The function's own code: the code of its entry, where no package explains it. Larger: more code counts as own.

/** Weight that own code may share with a published file; both this and the share must be exceeded. Origin: tuned. */
export const MAX_COMMON_WEIGHT = 12;

/** The same as a share of the code's weight. Origin: tuned. */
export const MAX_COMMON_SHARE = 0.25;

/** Length of the longest own module: hardly anybody writes a longer one, which may hide something. Origin: chosen. */
export const MAX_OWN_MODULE_LENGTH = 100_000;

// Unknown parts in reports.

/** Length of an unknown part that is reported. Origin: chosen. */
export const MIN_UNKNOWN_LENGTH = 20_000;

/** Gap between two unknown runs that are one part: what a bundler writes between modules. Origin: chosen. */
export const MAX_GAP_LENGTH = 64;
