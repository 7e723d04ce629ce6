import type { AnyNode } from 'acorn';
import { holdsOne, walkNodes } from '../syntax/index.js';

/** Code of one part of a bundle: [start, end) in UTF-16 code units. */
export interface PartCode {
  readonly start: number;
  readonly end: number;
  /** Index of the part. */
  readonly part: number;
  /** Whether it runs as the part is loaded. Functions that are only declared do not. */
  readonly isRun: boolean;
}

/** What names or holds a module, and does nothing itself: `var cached;`, `require_x`, `{}`, the key of a module. */
const INERT: ReadonlySet<string> = new Set([
  'EmptyStatement',
  'Identifier',
  'Literal',
  'ObjectExpression',
  'Property',
  'TemplateElement',
  'VariableDeclaration',
  'VariableDeclarator',
]);

function isInert(node: AnyNode): boolean {
  if (node.type === 'ExpressionStatement') return node.directive !== undefined;
  for (const { type } of walkNodes(node)) if (!INERT.has(type)) return false;
  return true;
}

/** Collects the code of each part without the parts that it holds. */
export class PartCodes {
  private readonly found: PartCode[] = [];
  private readonly scopes: readonly number[];

  /** @param scopes where the functions of the parts start. */
  constructor(scopes: readonly number[]) {
    this.scopes = scopes.toSorted((a, b) => a - b);
  }

  private holdsPart(node: AnyNode): boolean {
    return holdsOne(node, this.scopes);
  }

  /** Adds a node that holds no part, but stands in one that does: what is in it belongs to the same part. */
  add({ node, parent, part }: { node: AnyNode; parent: AnyNode | null; part: number }): void {
    if ((parent && !this.holdsPart(parent)) || this.holdsPart(node) || isInert(node)) return;
    const { start, end } = node;
    this.found.push({ start, end, part, isRun: node.type !== 'FunctionDeclaration' });
  }

  /** All code, sorted by start. Neighbours of one kind are one. */
  result(): readonly PartCode[] {
    const merged: PartCode[] = [];
    for (const next of this.found.toSorted((a, b) => a.start - b.start)) {
      const last = merged.at(-1);
      if (last?.part === next.part && last.isRun === next.isRun)
        merged[merged.length - 1] = { ...last, end: next.end };
      else merged.push(next);
    }
    return merged;
  }
}
