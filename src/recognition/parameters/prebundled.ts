/** Parameters of `select/` for published files that hold several modules. docs/recognition.md explains units and origins. */

// Packages embedded in another package's published file.

/** Share of a part's weight that the published file must explain. Larger: fewer packages count as embedded. Origin: tuned. */
export const MIN_SHARE_OF_NEST = 0.6;

/** Coverage of that file. Origin: tuned. */
export const MIN_COVERAGE_OF_HOST = 0.6;

/** Share of the embedded code that the file must hold. Origin: tuned. */
export const MIN_SHARE_HELD_BY_HOST = 0.7;

/** Levels of modules inside modules that are looked at; each costs as much as the whole text. Origin: chosen. */
export const MAX_NESTING_LEVELS = 8;

/** Share of a bundle's modules that one published file may hold. Larger: an application that was bundled twice is embedded. Origin: chosen. */
export const MAX_SHARE_OF_ONE_FILE = 0.5;

// Several files of one package that are one file of another release.

/** Files whose parts can be one file. More: small built files look like their sources. Origin: tuned. */
export const MIN_FILES_OF_PREBUNDLED = 3;

/** Share of the parts' features that the one file must have. Origin: tuned. */
export const MIN_SHARE_IN_PREBUNDLED = 0.9;

/** Coverage of the one file. Origin: tuned. */
export const MIN_COVERAGE_OF_PREBUNDLED = 0.6;

/** Parts with more than this times the features, or the weight, of one file are two copies. Origin: tuned. */
export const MAX_REPETITION = 1.5;

/** Natural logarithm by which the one file must explain the parts better. Larger: two layouts of one code stay apart. Origin: tuned. */
export const MIN_GAIN_OF_PREBUNDLED = 20;

// Unknown modules that are parts of one file.

/** Share of each module's weight that the file must explain. Origin: tuned. */
export const MIN_SHARE_OF_UNKNOWN_MODULE = 0.75;

/** Weight of each module. Origin: chosen. */
export const MIN_WEIGHT_OF_UNKNOWN_MODULE = 3;

/** Coverage of the file by all modules together. Origin: tuned. */
export const MIN_COVERAGE_BY_UNKNOWN = 0.35;

/** Weight of all modules together. Origin: tuned. */
export const MIN_WEIGHT_OF_UNKNOWN = 40;
