import type { Artifact } from '../../model/index.js';
import type { GraphIndex } from './graph-index.js';

/** An artifact as a function mounts it. */
export interface MountedGraph {
  /** Where it is mounted. */
  readonly path: string;
  readonly artifact: Artifact;
  /** Null if the artifact was not analysed. */
  readonly index: GraphIndex | null;
}
