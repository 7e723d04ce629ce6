/**
 * Parameters of `select/`: which packages are there. Larger thresholds: fewer packages are named. docs/recognition.md explains units
 * and origins.
 */

// Modules that are cut open.

/** UTF-16 code units from which a module of unknown form is cut into statements when no file explains it. Origin: chosen. */
export const MIN_OPENED_LENGTH = 2048;

/**
 * Share of a module's weight that one file must explain so that the module is not cut open. Larger: more modules are cut. Origin:
 * tuned.
 */
export const MIN_SHARE_OF_ONE_FILE = 0.8;

// Segments that count for a package.

/** Share of a segment's weight that its package must explain. Origin: tuned. */
export const MIN_SHARE_OF_SEGMENT = 0.6;

/**
 * Coverage of an ECMAScript module, of which bundlers leave out what nobody uses. Less is another package's copy of it. Origin:
 * tuned.
 */
export const MIN_COVERAGE_OF_MODULE = 0.15;

/** Coverage of any other file, of which bundlers leave out nothing; the parts of a hoisted file count together. Origin: tuned. */
export const MIN_COVERAGE_OF_NON_MODULE = 0.35;

/** The same where the bundler wraps such files and this one is not wrapped. Origin: tuned. */
export const MIN_COVERAGE_OF_UNWRAPPED = 0.8;

/** Share of a segment that a file explains, and coverage of the file, that make the segment a whole file. Origin: tuned. */
export const WHOLE_FILE = 0.8;

// What all segments of a package must reach together: weight, rare features, share that is explained.

/**
 * By themselves. An unindexed release is explained nearly whole by its neighbours, a package of the same making is not. Origin:
 * tuned.
 */
export const ACCEPT_ALONE = { weight: 10, rare: 6, share: 0.8 };

/** When each segment is a whole file. Origin: tuned. */
export const ACCEPT_WHOLE_FILES = { weight: 4, rare: 2, share: 0.8 };

/** When a package that is there imports it. Origin: tuned. */
export const ACCEPT_IMPORTED = { weight: 4, rare: 2, share: 0.6 };

/** When it is imported and too little of it is there: it may hold code that is a package of its own today. Origin: tuned. */
export const ACCEPT_IMPORTED_PART = { weight: 4, rare: 2, share: 0.85 };

/** Fork groups that may share a rare feature. Larger: more features count as rare. Origin: tuned. */
export const MAX_FORK_GROUPS_OF_RARE = 4;

// How much of a package must be there: a sliver is another package's copy.

/** Share of the package's weight, where what importers get is there. Origin: tuned. */
export const MIN_SHARE_OF_PACKAGE = 0.08;

/** The same without what importers get. Origin: tuned. */
export const MIN_SHARE_WITHOUT_ENTRY = 0.2;

/** Segments that are enough whatever their share: many functions of a collection. Origin: tuned. */
export const MANY_SEGMENTS = 6;

/** Whole files that are enough together, if they weigh at least `MIN_WEIGHT_OF_WHOLE_FILES`. Origin: tuned. */
export const MIN_WHOLE_FILES = 3;

/** See `MIN_WHOLE_FILES`. Origin: tuned. */
export const MIN_WEIGHT_OF_WHOLE_FILES = 60;

/** Weight of code that nobody copies, if at least `LARGE_SHARE` of it is explained. Origin: tuned. */
export const LARGE_WEIGHT = 400;

/** See `LARGE_WEIGHT`. Origin: tuned. */
export const LARGE_SHARE = 0.95;

/** Weight of an entry that only re-exports others: it need not be there. Origin: tuned. */
export const TINY_ENTRY_WEIGHT = 6;

/** Share of the heaviest entry's weight that an entry must have: those for several module systems differ. Origin: tuned. */
export const MIN_SHARE_OF_ENTRY = 0.3;

/** Share of shapes among a file's features that makes it code and not a table; most code has half. Origin: tuned. */
export const MIN_SHAPE_SHARE_OF_CODE = 0.05;

/**
 * Log-likelihood of a version that lacks a segment's file. Nearer 0: such versions are chosen for what else they have. Origin:
 * chosen.
 */
export const LACKING_FILE_LIKELIHOOD = -1000;

// Packages that others explain as well.

/** Share of a package's explanation that no other package gives. Larger: more packages are explained away. Origin: tuned. */
export const MIN_OWN_SHARE = 0.3;

/** The same where what only it explains weighs less than `MUCH_OWN_WEIGHT`, or a lockfile lacks it. Origin: tuned. */
export const MIN_OWN_SHARE_OF_LITTLE = 0.5;

/** See `MIN_OWN_SHARE_OF_LITTLE`. Origin: tuned. */
export const MUCH_OWN_WEIGHT = 6;

/** The same of a package that is required: parts of one project share code, and each may be there. Origin: tuned. */
export const MIN_OWN_SHARE_OF_REQUIRED = 0.02;

/** Coverage of a file, and share of a module that it explains, that make the module that very file. Origin: tuned. */
export const SAME_FILE = 0.95;

/** Coverage above which a rival's file may be the module, too. Origin: tuned. */
export const MAX_COVERAGE_OF_PART = 0.8;

/** Share of the best gain below which a rival does not have the module at all. Origin: tuned. */
export const MIN_GAIN_OF_RIVAL = 0.5;

/**
 * Added to a file's coverage when it weighs hoisted statements, up to 1. Smaller: large files gain less from a few statements.
 * Origin: tuned.
 */
export const HOISTED_BASE = 0.5;

/** Factor on what a file that is no ECMAScript module explains of hoisted statements. Origin: tuned. */
export const HOISTED_NON_MODULE_FACTOR = 0.65;

// Packages of one small module, by who calls it.

/** Share of a file's atoms that its module must have. Bundlers leave out nothing of it, minifiers hardly anything. Origin: chosen. */
export const MIN_SHARE_OF_TINY_FILE = 0.9;

/** UTF-16 code units by which a module may be longer than the published file: its wrapper. Origin: chosen. */
export const MAX_EXTRA_LENGTH = 200;
