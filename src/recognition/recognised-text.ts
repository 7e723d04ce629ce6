import type { Segment } from './segment.js';
import type { Piece } from './read/pieces.js';
import type { ObservedText } from './read/observed-text.js';
import type { FileWeigher } from './place/file-scores.js';
import type { ReleaseSnapshots } from './release-snapshots.js';
import type { Cell, ModuleRegion } from '../syntax/index.js';

/** What of a text was recognised. */
export interface RecognisedText {
  readonly observed: ObservedText;
  /** In the order of their starts. */
  readonly segments: readonly Segment[];
  /** Its modules, also those that were cut open. */
  readonly modules: readonly ModuleRegion[];
  /** All that was looked at on its own, as modules in the order of their starts, outer ones first. */
  readonly pieces: readonly Piece[];
  /** What no file explains. */
  readonly rest: readonly Piece[];
  readonly weigh: FileWeigher;
  /** What files weigh in most versions, by number. */
  readonly usual: (file: number) => number;
  /** See `wrapsOthers`. */
  readonly areOthersWrapped: boolean;
  /** What of families that are released together can be there. */
  readonly snapshots: ReleaseSnapshots;
  /** What the text asks for at run time, or goes without. */
  readonly specifiers: readonly string[];
  /** What is reached as the text's entry. */
  readonly entry: readonly Cell[];
  /** Its tables of data. */
  readonly tables: readonly Cell[];
}
