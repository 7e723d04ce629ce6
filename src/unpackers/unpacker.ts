import type { Budget, FileTree, Limits, Origin } from '../files/index.js';
import type { ImageConfig, Problem } from '../model/index.js';

export interface Unpacked {
  readonly tree: FileTree;
  readonly problems: readonly Problem[];
  /** Only for images. */
  readonly image: ImageConfig | null;
}

export interface UnpackContext {
  readonly limits: Limits;
  /** What the whole artifact may still cost, archives inside it included: every entry is taken off it. */
  readonly budget: Budget;
  /** 0 for an artifact itself, 1 for an archive inside it … */
  readonly depth: number;
  /** Opens an archive found inside this one through the whole family (siblings never import each other). */
  readonly unpackNested: (origin: Origin, depth: number) => Promise<Unpacked>;
}

/** Opens one archive format. Reads bytes only through the Origin, writes nothing, never throws on bad input. */
export interface Unpacker {
  /** Folder name below src/unpackers. */
  readonly id: string;
  readonly title: string;
  /** Cheap look at name and first bytes. */
  recognises(origin: Origin): boolean;
  unpack(origin: Origin, context: UnpackContext): Promise<Unpacked>;
}
