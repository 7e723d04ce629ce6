/**
 * Numbers that decide whether files are a copy of a package. Chosen on trimmed bundles of the tuning half:
 * `node bench/python/trimmed.mjs --set tune`. Larger values name fewer packages.
 */

/** Part of a release's sources that has to be there, whatever they hold. */
export const LEAST_PRESENT = 0.2;
/** Bytes of sources, equal by their hash, that are enough on their own: shorter ones hold next to nothing. */
export const EQUAL_SOURCE_BYTES = 100;
/** Files, or bytes of their sources, that are enough where only sizes are equal, as of compiled code. */
export const EQUAL_SIZES = { files: 3, bytes: 500 };
/** A package that is one module, changed: from so many bytes on, and with a size so near to a known one, as a part of it. */
export const SIMILAR_MODULE = { bytes: 10_000, difference: 0.2 };
/** Part of a release's sources that has to be there where no content is known, as in minified packages. */
export const MOST_PRESENT = 0.6;
/** Paths that no other package has, of at least so many files, where no content is known. */
export const LEAST_OWN_PATHS = 4;
/** Releases on each side that may have the same code, where no file holds the version and the package has repeated its code before. */
export const SAME_CODE_NEIGHBOURS = 2;
/** More candidate versions than these say nothing: the version is unknown. */
export const MOST_CANDIDATES = 60;
