import type { Artifact } from '../../model/index.js';
import type { ReachabilityFacts } from './facts.js';
import type { GraphIndex } from './graph-index.js';

/** An artifact as a function mounts it. */
export interface MountedGraph {
  /** Where it is mounted. */
  readonly path: string;
  readonly artifact: Artifact;
  /** Null if the artifact was not analysed. */
  readonly facts: ReachabilityFacts | null;
  /** The graph of one language's code; null without such a graph. */
  readonly index: GraphIndex | null;
}
