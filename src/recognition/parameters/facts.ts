/** Parameters of `facts/`. Every change needs a new index. docs/recognition.md explains units and origins. */

/** Wrapped modules that make a published file a bundle of other files. More: bundles count as sources. Origin: chosen. */
export const MIN_MODULES_OF_BUNDLE = 5;

/** Features of an entry that is more than a list of re-exports. More: bundles are kept beside small entries. Origin: chosen. */
export const MIN_FEATURES_OF_ENTRY = 50;
