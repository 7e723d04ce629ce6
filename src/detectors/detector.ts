import type { FileTree } from '../files/index.js';
import type { Finding, Inventory } from '../model/index.js';

export interface DetectContext {
  readonly tree: FileTree;
  readonly inventory: Inventory;
}

/** Looks for one kind of thing that is wrong with an artifact. Never throws on bad input, never runs what it reads. */
export interface Detector {
  /** Folder name below src/detectors. */
  readonly id: string;
  readonly title: string;
  detect(context: DetectContext): Promise<readonly Finding[]>;
}
