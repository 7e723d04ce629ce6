/** Numbers of one kind that look like limits but are not, with the reason. */
interface Exceptions {
  readonly reason: string;
  /** `file below src: name or number …` */
  readonly numbers: readonly string[];
}

const EXCEPTIONS: readonly Exceptions[] = [
  {
    reason: 'Sizes and marks of a format.',
    numbers: [
      'ecosystems/maven/library-classes.ts: CLASS_BYTES',
      'ecosystems/npm/package-names.ts: MAX_NAME 256',
      'evidence/source-map/map-runs.ts: 97 122 48 57 127',
      'evidence/source-map/read-mappings.ts: MAX_SHIFT 32',
      'evidence/source-map/locate-map.ts: 256',
      'evidence/store-version.ts: 512',
      'evidence/license-comments/license-headers.ts: MAX_LINE',
      'evidence/path-comments/module-marks.ts: MAX_LINE',
      'recognition/index/postings.ts: MAX_GROUPS',
      'extractors/system/sqlite-table.ts: HEADER_BYTES 512 480',
      'inventory/npm/pinned-versions.ts: 256',
      'sources/local/image-archive.ts: BLOCK',
      'sources/locate.ts: 64',
      'sources/terraform/file-forms.ts: 36',
      'syntax/regions/module-region.ts: MAX_PARAMETERS',
      'syntax/require-names.ts: MAX_BEFORE',
      'templates/cloudformation/intrinsics.ts: 20',
      'unpackers/archive-formats.ts: START_BYTES',
      'unpackers/tar/pax-records.ts: MAX_LENGTH_DIGITS',
      'unpackers/tar-header.ts: TAR_BLOCK_BYTES',
      'unpackers/tar/tar-peek.ts: MAX_HEAD_BYTES',
      'unpackers/zip/central-directory.ts: RECORD_BYTES',
      'unpackers/zip/end-record.ts: END_BYTES END64_BYTES',
      'unpackers/zip/layout.ts: MAX_DESCRIPTOR_BYTES',
      'unpackers/zip/local-header.ts: LOCAL_BYTES',
    ],
  },
  {
    reason:
      'Precision: beyond it values are followed together, or a text counts as unknown. Nothing is left out.',
    numbers: [
      'program/python-flow/receiver-units.ts: RECEIVERS_APART',
      'program/checked/results.ts: KEPT_RESULTS',
      'program/checked/predicates.ts: MOST_PARTS',
      'program/checked/checked-ranges.ts: KEPT_PARTS',
      'program/checked/slow-patterns.ts: MOST_POSITIONS LONGEST_PATTERN',
      'program/checked/patterns.ts: SHORT',
      'program/checked/python-results.ts: KEPT_RESULTS',
      'program/python-flow/texts.ts: TEXTS_JOINED TEXT_LENGTH',
      'signatures/python-behaviour/joined-values.ts: TEXT_LENGTH',
      'signatures/python-behaviour/inside-values.ts: MOST_TEXTS MOST_PATHS',
    ],
  },
  {
    reason: 'Memory: what is beyond it is read or computed once more.',
    numbers: [
      'signatures/text/glob-index.ts: MAX_KNOWN',
      'signatures/behaviour/hints.ts: MAX_KNOWN',
      'ecosystems/pypi/markers.ts: MAX_KNOWN',
      'unpackers/zip/layout.ts: PIECE_BYTES',
      'unpackers/zip/read-entry.ts: PIECE_BYTES',
      'files/byte-source.ts: MAX_IN_MEMORY_BYTES',
      'recognition/features/hash-text.ts: MAX_KEPT',
      'program/flow/propagation.ts: TAKEN_STEPS',
      'syntax/kept-trees.ts: MAX_KEPT',
      'unpackers/image/index.ts: MAX_RETAINED_BYTES',
      'unpackers/image/layers.ts: MAX_RETAINED_BYTES MAX_RETAINED_BYTES_OF_ALL',
      'unpackers/tar/tar-tree.ts: MAX_RETAINED_BYTES',
    ],
  },
  {
    reason: 'A sample or a size by which files, lines and names are told apart; both sides are looked at.',
    numbers: [
      'detectors/names/suspicious-names.ts: 1990 2100 CONFUSION_MAJOR',
      'signatures/match/chains.ts: BUNDLE_BYTES NEAR',
      'signatures/match/windows.ts: BEFORE AFTER',
      'detectors/tamper/compare-files.ts: 8000',
      'detectors/tamper/same-program.ts: 80',
      'extractors/npm/module-imports.ts: MAX_LINE_START',
      'inventory/bundle-marks.ts: DENSE_FILE_BYTES DENSE_LINE_BYTES LARGE_FILE_BYTES SMALL_FILE_BYTES MINIFIED_LINE_BYTES',
      'inventory/code-files.ts: HEAD_BYTES',
      'program/script-content.ts: HEAD_BYTES FIRST_BYTES',
      'program/interpreters.ts: FIRST_LINE_BYTES',
      'inventory/index.ts: LARGE_SCRIPT_BYTES',
      'syntax/brace-pairs.ts: BEFORE',
      'syntax/read-at-places.ts: LONG_BODY',
      'syntax/data-tables.ts: MAX_STRING MAX_NUMBERS',
      'syntax/imported-modules.ts: MAX_HANDLER',
    ],
  },
  {
    reason: 'Longer names are no keywords, and what takes long to tell counts as a call.',
    numbers: [
      'signatures/text/escaped-names.ts: MAX_NAME',
      'signatures/text/is-called.ts: MAX_COMMENT MAX_GAPS',
    ],
  },
  {
    reason:
      'Bounds a search whose place of cutting is made by the rule itself: steps that a pattern may take.',
    numbers: ['signatures/text/prefix-filter.ts: MAX_STEPS'],
  },
  {
    reason:
      'Grows with the text; a text that needs more has the outcome of the limit `script-repairs`, which is told.',
    numbers: ['syntax/read-around.ts: MOST_READINGS'],
  },
  {
    reason:
      'How far rules follow names and texts inside of one module. Rules promise no completeness; marks of values are followed everywhere.',
    numbers: [
      'signatures/python/python-module.ts: MAX_MEANINGS',
      'signatures/python/python-names.ts: MAX_STEPS MAX_METHODS',
      'signatures/python/python-texts.ts: MAX_COMPOSED MAX_STEPS MAX_HELPED',
      'signatures/python/value-marks.ts: MAX_COMMAND',
    ],
  },
  {
    reason: 'What bundlers write, and where: code beyond it is not attributed, which the coverage counts.',
    numbers: [
      'evidence/metafile/build-modules.ts: MAX_ADDED',
      'evidence/path-comments/index.ts: MAX_PRELUDE',
      'evidence/source-map/index.ts: MAX_GLUE MAX_PRELUDE',
      'evidence/source-map/map-runs.ts: MAX_TAIL',
      'syntax/regions/entry-code.ts: MAX_EXPORTS',
      'syntax/regions/entry-run.ts: MAX_LOOKED_AT',
      'syntax/regions/top-level.ts: MAX_DECLARATIONS',
      'syntax/regions/wrapper-calls.ts: MAX_HELPER',
    ],
  },
  {
    reason: 'What a secret and a text look like, and how far apart the parts of one expression stand.',
    numbers: [
      'signatures/secrets/assigned-windows.ts: AFTER',
      'signatures/secrets/defined-texts.ts: MAX_NAME',
      'signatures/secrets/encoded-texts.ts: 32 127 128 20 HEAD',
      'signatures/secrets/placeholders.ts: LONGEST_PLACEHOLDER',
      'signatures/secrets/quoted-text.ts: MAX_BLANKS',
      'signatures/secrets/searched-files.ts: 4096',
      'signatures/secrets/value-digest.ts: STRONG_BITS',
      'signatures/secrets/value-structure.ts: SHORTEST_KEY KEY_DIGITS',
    ],
  },
];

function parse(line: string): readonly string[] {
  const [path = '', names = ''] = line.split(': ');
  return names.split(' ').map((name) => `src/${path}: ${name}`);
}

/** `src/file.ts: NAME` of every number that looks like a limit but is not. */
export const NO_LIMITS: ReadonlySet<string> = new Set(
  EXCEPTIONS.flatMap(({ numbers }) => numbers.flatMap(parse)),
);
