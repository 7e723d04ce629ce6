import type { Piece } from './read/pieces.js';
import type { IndexedFile } from './index/fingerprint-index.js';

/** A part of a bundle that a file of a package explains: a module, or a run of statements. */
export interface Segment {
  readonly file: IndexedFile;
  /** True for a module that the bundler wrapped; false for a run of hoisted statements. */
  readonly isWrapped: boolean;
  readonly ranges: readonly (readonly [number, number])[];
  /** Numbers of its distinct features. */
  readonly features: readonly number[];
  /** The weight of the features that it shares with the file. */
  readonly weight: number;
  /** The weight of all its features. */
  readonly total: number;
}

/** A piece and the file that it is taken for. */
export interface PlacedPiece {
  readonly piece: Piece;
  readonly file: IndexedFile;
  readonly weight: number;
  readonly total: number;
}
