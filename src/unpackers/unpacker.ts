import type { Budget, FileTree, Limits, Origin } from '../files/index.js';
import type { ImageConfig, Problem } from '../model/index.js';

export interface Unpacked {
  readonly tree: FileTree;
  readonly problems: readonly Problem[];
  /** Null unless the artifact is an image. */
  readonly image: ImageConfig | null;
  /** Paths of archives whose names do not show it, not those inside other archives. */
  readonly disguised?: readonly string[];
  /** The layers of an image, the lowest first: each has the files that it brings itself. */
  readonly layers?: readonly FileTree[];
}

export interface UnpackContext {
  readonly limits: Limits;
  /** Remaining budget of the whole artifact, nested archives included. Every entry is charged to it. */
  readonly budget: Budget;
  /** 0 for an artifact itself, 1 for an archive inside it … */
  readonly depth: number;
  /** `Unpacked.disguised`, where another thread searches for it. */
  readonly disguised?: Promise<readonly string[]> | undefined;
  /** Processor that all functions of an image run on, by the name that images have for it; absent if that is not known. */
  readonly architecture?: string | undefined;
  /** Opens an archive found inside this one with all unpackers. A callback, because sibling folders never import each other. */
  readonly unpackNested: (origin: Origin, depth: number) => Promise<Unpacked>;
}

/** Opens one archive format. Reads bytes only through the Origin, writes nothing, and never throws on bad input. */
export interface Unpacker {
  /** Folder name below src/unpackers. */
  readonly id: string;
  readonly title: string;
  /** Decides cheaply, by the name and the first bytes. */
  recognises(origin: Origin): boolean;
  unpack(origin: Origin, context: UnpackContext): Promise<Unpacked>;
}
