import type { FileTree } from '../files/index.js';
import type { ArtifactKind, Comparison, Finding, FindingKind, Inventory } from '../model/index.js';
import type { PublishedPackages, PublishedWheels } from './published.js';
import type { ResultKeeper, Scanned, SharedWork, SignatureSet } from '../signatures/index.js';

/** An artifact under the detectors. */
export interface DetectTarget {
  readonly tree: FileTree;
  readonly inventory: Inventory;
  /** Rules in force: ours and the user's. */
  readonly signatures: SignatureSet;
  /** How the artifact is deployed; default `function`. */
  readonly kind?: ArtifactKind;
  /** Published packages, when the user allowed requests to registries (`--verify`). */
  readonly published?: PublishedPackages | null;
  /** The same of Python's wheels. */
  readonly wheels?: PublishedWheels | null;
  /** Set when another thread takes its share of the signatures' work, see `scanShare`. */
  readonly shared?: SharedWork | null;
  /** Keeps what the signatures found in packages. */
  readonly keeper?: ResultKeeper | null;
}

export interface DetectContext extends DetectTarget {
  /** Findings of the detectors that ran before. */
  readonly found: readonly Finding[];
}

/** Findings of a detector, and problems of files that it could not read. */
export interface Detection extends Scanned {
  /** Kinds of findings that there was something to look for in: a comparison needs what it compares with. */
  readonly examined: readonly FindingKind[];
  /** Result of the comparison with published packages; null for other detectors. */
  readonly comparison?: Comparison;
  /** Ids of packages all of whose files are the published ones. */
  readonly verified?: ReadonlySet<string>;
}

/** Detects one kind of defect or danger in an artifact. Never throws on bad input, never runs what it reads. */
export interface Detector {
  /** Folder name below src/detectors. */
  readonly id: string;
  readonly title: string;
  detect(context: DetectContext): Promise<Detection>;
}
