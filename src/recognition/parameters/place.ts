/** Parameters of `place/`: which published file a module or statement is taken for. docs/recognition.md explains units and origins. */

// How well a file explains features.

/**
 * Weight that a file loses for each unit of weight that it has and the module lacks. Larger: small files win over large ones. Origin:
 * prototype.
 */
export const MISSING_COST = 0.1;

/** Weight of an atom that no package has. It counts against each file. Larger: edited code is left unexplained. Origin: prototype. */
export const NOVEL_ATOM_WEIGHT = 1;

/** Weight of a shape that no package has. Less than an atom's, as minifiers change shapes. Origin: tuned. */
export const NOVEL_SHAPE_WEIGHT = 0.3;

/**
 * The index keeps only a sample of a large package's shapes. Each kept shape counts for itself, and by this share for each shape that was
 * left out. 0: a small package outdoes the large one that holds its code. 1: guesses count like facts. Origin: tuned.
 */
export const LEFT_OUT_SHAPE_FACTOR = 0.9;

// Wrapped modules.

/** Weight of features below which a module or segment is no evidence of a file. Origin: chosen. */
export const MIN_SEGMENT_WEIGHT = 3;

/** Share of a module's weight that its file must explain. Most explain .9. Larger: unindexed releases stay unknown. Origin: tuned. */
export const MIN_SHARE_OF_MODULE = 0.5;

/** Share of the best file's weight from which a file is compared version by version. Smaller: slower, hardly better. Origin: tuned. */
export const NEAR_BEST_FILE = 0.85;

/** Factor on how well an ECMAScript module explains a wrapped module: bundlers hoist most of those. Origin: tuned. */
export const WRAPPED_MODULE_FACTOR = 0.65;

/** Weight that a package gains when many packages depend on it; less than one rare feature has. It decides ties. Origin: tuned. */
export const MAX_DEPENDENTS_BONUS = 0.4;

// Hoisted statements: costs and gains of the Viterbi search.

/**
 * Weight that a change to a file of another package costs between neighbouring statements. Larger: longer runs of one package.
 * Origin: prototype.
 */
export const NEW_PACKAGE_COST = 6;

/** Weight that a change to another file of the same package costs. Origin: prototype. */
export const NEW_FILE_COST = 1.5;

/** Factor on the weight of a statement that its file explains. Larger: less of a statement has to be explained. Origin: prototype. */
export const EXPLAINED_FACTOR = 1.35;

/** Factor on the whole weight of a statement, which any file must pay. Larger: more statements are of no file. Origin: prototype. */
export const STATEMENT_COST = 0.35;

/** Weight that a file must share with the whole text to be tried for statements. Origin: chosen. */
export const MIN_FILE_WEIGHT = 3;

/**
 * Files that are tried for statements at most. More: a small file is found in a large text, and the search is slower. Origin: tuned.
 */
export const MAX_FILES_TRIED = 3000;

/** Files that are tried even in a text of very many statements. Origin: chosen. */
export const MIN_FILES_TRIED = 500;

/**
 * Statements times files that are remembered; each takes two bytes. More: more files are tried in long texts. Origin: chosen, 120 MB.
 */
export const MAX_STATES = 60_000_000;

// How believable a file is for hoisted statements: from `least`, where none of it is there, to `most`, where all is.

/** Of ECMAScript modules and plain scripts. Bundlers hoist these and leave out what nobody uses. Origin: tuned. */
export const MODULE_TRUST = { least: 0.5, most: 1 };

/** Of other modules. Only Rollup hoists them, whole: what is largely missing is another package's copy. Origin: tuned. */
export const NON_MODULE_TRUST = { least: 0.3, most: 0.9 };

/** Of other modules, where the bundler wraps all that are no ECMAScript modules: an unwrapped one is likely a copy. Origin: tuned. */
export const UNWRAPPED_TRUST = { least: 0.15, most: 0.45 };

/**
 * An unwrapped file is not believed if the ECMAScript modules of its package share at least this much of the file's weight with the text.
 * Larger: more copies are believed. Origin: tuned.
 */
export const MIN_SHARE_IN_MODULES = 0.9;
