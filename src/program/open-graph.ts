import { limitOf } from '../files/index.js';
import type { EdgeKind, ModuleNode, OutsideImport } from './module-graph.js';

/** A node that is not finished. */
export interface OpenNode extends ModuleNode {
  readonly edges: Map<number, EdgeKind>;
  readonly outside: OutsideImport[];
  isOpen: ModuleNode['isOpen'];
  readonly words: string[];
}

const RANK: Readonly<Record<EdgeKind, number>> = { may: 0, call: 1, start: 2 };

/** The files of a tree that were found, and which of them load which others. */
export class OpenGraph {
  readonly nodes: OpenNode[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly groupOf: (path: string) => string;
  /** Whether files were left out. */
  isCut = false;

  constructor(groupOf: (path: string) => string) {
    this.groupOf = groupOf;
  }

  /** The index of a file's node. Makes the node if there is none. */
  indexOf(path: string): number | null {
    const known = this.indexes.get(path);
    if (known !== undefined) return known;
    if (this.nodes.length >= limitOf('reachable-files')) {
      this.isCut = true;
      return null;
    }
    const index = this.nodes.length;
    this.nodes.push({
      path,
      group: this.groupOf(path),
      edges: new Map(),
      outside: [],
      isOpen: 'no',
      words: [],
    });
    this.indexes.set(path, index);
    return index;
  }

  link({ edges }: OpenNode, path: string, kind: EdgeKind): void {
    const to = this.indexOf(path);
    if (to === null || RANK[edges.get(to) ?? 'may'] > RANK[kind]) return;
    edges.set(to, kind);
  }

  /** Reads nodes from an index on, and those that reading adds. */
  async follow(from: number, read: (nodes: readonly OpenNode[]) => Promise<void>): Promise<void> {
    for (let next = from; next < this.nodes.length && !this.isCut;) {
      const first = next;
      next = this.nodes.length;
      await read(this.nodes.slice(first));
    }
  }
}
