import type { Segment } from './segment.js';
import type { Piece } from './read/pieces.js';
import type { ObservedText } from './read/observed-text.js';
import type { FileWeigher } from './place/file-scores.js';
import type { ReleaseSnapshots } from './release-snapshots.js';
import type { Cell, ModuleCall, ModuleRegion } from '../syntax/index.js';

/** A bundle's text, as far as it was recognised. */
export interface RecognisedText {
  readonly observed: ObservedText;
  /** Ordered by start. */
  readonly segments: readonly Segment[];
  /** Its modules, also those that were cut into statements. */
  readonly modules: readonly ModuleRegion[];
  /** Where its code runs modules that a bundler kept apart. */
  readonly calls: readonly ModuleCall[];
  /** All parts that were compared, ordered by start, outer ones first. */
  readonly pieces: readonly Piece[];
  /** Pieces that no file explains. */
  readonly rest: readonly Piece[];
  readonly weigh: FileWeigher;
  /** Returns the median weight of a file over its versions, by file number. */
  readonly usual: (file: number) => number;
  /** See `wrapsOthers`. */
  readonly areOthersWrapped: boolean;
  /** Snapshots of release trains that can be there. */
  readonly snapshots: ReleaseSnapshots;
  /** Module specifiers that the text leaves to run time. */
  readonly specifiers: readonly string[];
  /** The code of the text's entry. */
  readonly entry: readonly Cell[];
  /** Its tables of data. */
  readonly tables: readonly Cell[];
}
