/**
 * Parameters of `copies/`: one copy of a package, or several. Gains are natural logarithms. docs/recognition.md explains units and
 * origins.
 */

// Versions of a copy.

/**
 * Share of a segment that its file explains, so that the segment decides the version; of a copy, so that its requirements count.
 * Origin: tuned.
 */
export const CLEAR_SHARE = 0.9;

/** Share of a copy's weight that such segments must have; else all segments decide. Origin: tuned. */
export const MIN_SHARE_OF_CLEAR_SEGMENTS = 0.5;

// Two versions explain a package better than one. Larger: fewer second copies, and fewer wrong ones.

/** Gain of two versions over one. Origin: tuned. */
export const MIN_GAIN_OF_TWO = 18;

/** Gain of each part's version over the other part's version. Origin: tuned. */
export const MIN_MARGIN_OF_EACH = 20;

/**
 * Share of the smaller part's code that the other part has, too. An unindexed release between two has each part once. Origin: tuned.
 */
export const MIN_SHARED_CODE = 0.25;

/** Share of a copy's weight that is in files which are there twice. Origin: tuned. */
export const MIN_DOUBLED_SHARE = 0.35;

/** Weight of a part as a share of the heaviest part. Smaller parts must be a good part of the package. Origin: tuned. */
export const MIN_SHARE_OF_HEAVIEST = 0.2;

/** Share of a part that is explained. Less is another package of the same making. Origin: tuned. */
export const MIN_EXPLAINED_OF_COPY = 0.8;

/** Sum of the parts' shares of a whole package that is more than one copy. Origin: tuned. */
export const MORE_THAN_ONE_WHOLE = 1.1;

/** Pairs of versions that are tried, the best first: the others are much alike. Origin: chosen. */
export const MAX_SPLITS_TRIED = 8;

/** Parts that are compared each with each; no application has more copies of one package. Origin: chosen. */
export const MAX_PARTS_JOINED = 32;

// Two versions are apart: no unindexed release between them explains both parts.

/** Loss of a version that lacks a segment's file, at least. Origin: tuned, as `MAX_LOSS_PER_SEGMENT`. */
export const MIN_LOSS_WITHOUT_FILE = 150;

/** Gain of the two versions over one. Origin: tuned. */
export const MIN_GAIN_APART = 100;

/** That gain as a multiple of the gain of any two neighbouring versions. Origin: tuned. */
export const MIN_GAIN_RATIO_APART = 1.3;

/** Share of each part's weight in files that the other part's version lacks. Origin: tuned. */
export const MIN_SHARE_OF_OTHER_FILES = 0.5;

// One file twice.

/** Coverage of a file from which a segment is that file and not a half of it. Origin: chosen. */
export const MIN_COVERAGE_OF_TWIN = 0.5;

/** Share of two segments' code that both have. Origin: tuned. */
export const MIN_SHARED_BY_TWINS = 0.5;

/** Share of a part's weight that is one file which importers get. Origin: tuned. */
export const MIN_SHARE_OF_ONE_ENTRY = 0.8;

// Two whole packages.

/** Share of the package in each part. Origin: tuned. */
export const MIN_SHARE_OF_EACH_WHOLE = 0.6;

/** Shares of the package in both parts together. Origin: tuned. */
export const MIN_SHARE_OF_BOTH_WHOLES = 1.5;

/** Share of a file's features that other files of the package have, too, which makes the file a build of them. Origin: tuned. */
export const MIN_SHARE_BUILT_OF_OTHERS = 0.5;

/** Share of the package's weight in such a file. Origin: tuned. */
export const MIN_SHARE_OF_BUILT_FILE = 0.35;

// Copies that are parts of another package.

/**
 * Share of what a package explains of each segment that another package must explain, too, so that a further copy of the first is a part of
 * the second. Larger: more copies are told. Origin: tuned.
 */
export const MIN_SHARE_OF_REPEATED_PART = 0.85;

// Copies that build evidence names.

/** Weight of features from which a name may be as good as certain: confidence "high". Larger: fewer rows are "high". Origin: tuned. */
export const CERTAIN_WEIGHT = 60;

/**
 * Share of features in the code that no indexed package has, above which a name is never certain: the code may be a fork's. Larger: more
 * rows are "high". Origin: tuned.
 */
export const MAX_NOVEL_SHARE = 0.05;

/**
 * Share of CommonJS files that is there, below which a copy may be a fork. Larger: fewer rows are "high", and fewer copies bring in what
 * they require. Origin: tuned.
 */
export const MIN_COVERAGE_OF_CLEAR = 0.7;

/** Share of the code's weight that the files explain, below which a name is never certain. Larger: fewer rows are "high". Origin: tuned. */
export const MIN_SHARE_OF_CERTAIN = 0.9;

/** Weight of code with novel features from which a name can be certain although nothing imports the package. Origin: tuned. */
export const SELF_EVIDENT_WEIGHT = 300;

/** Files of a folder that stand where a package has files, so that the folder is an alias of it. Origin: chosen. */
export const MIN_FILES_OF_ALIAS = 3;

/** Share of the folder's files that stand so. Origin: chosen. */
export const MIN_SHARE_OF_ALIAS = 0.6;
