import type { FileTree } from '../files/index.js';
import type { Finding, Inventory, Problem } from '../model/index.js';
import type { SignatureSet } from './signature/schema.js';

export interface DetectContext {
  readonly tree: FileTree;
  readonly inventory: Inventory;
  /** Rules in force: ours and the user's. */
  readonly signatures: SignatureSet;
}

/** What a detector found, and what it could not read while looking. */
export interface Detection {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Looks for one kind of thing that is wrong with an artifact. Never throws on bad input, never runs what it reads. */
export interface Detector {
  /** Folder name below src/detectors. */
  readonly id: string;
  readonly title: string;
  detect(context: DetectContext): Promise<Detection>;
}
