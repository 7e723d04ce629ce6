import type { FileTree } from '../files/index.js';
import type { ArtifactKind, Comparison, Finding, Inventory } from '../model/index.js';
import type { PublishedPackages } from './published.js';
import type { Scanned, SharedWork, SignatureSet } from '../signatures/index.js';

/** An artifact under the detectors. */
export interface DetectTarget {
  readonly tree: FileTree;
  readonly inventory: Inventory;
  /** Rules in force: ours and the user's. */
  readonly signatures: SignatureSet;
  /** What it is deployed as; default `function`. */
  readonly kind?: ArtifactKind;
  /** What registries published, when the user allowed asking (`--verify`). */
  readonly published?: PublishedPackages | null;
  /** Set when another thread takes its share of the signatures' work, see `scanShare`. */
  readonly shared?: SharedWork | null;
}

export interface DetectContext extends DetectTarget {
  /** What the detectors before this one found. */
  readonly found: readonly Finding[];
}

/** What a detector found, and what it could not read while looking. */
export interface Detection extends Scanned {
  /** Of the detector that compares packages with what was published. */
  readonly comparison?: Comparison;
}

/** Looks for one kind of thing that is wrong with an artifact. Never throws on bad input, never runs what it reads. */
export interface Detector {
  /** Folder name below src/detectors. */
  readonly id: string;
  readonly title: string;
  detect(context: DetectContext): Promise<Detection>;
}
