import type { AnyNode } from 'acorn';
import type { FlatCode } from './flat-code.js';

export function nameOf(node: AnyNode | null | undefined): string | null {
  return node?.type === 'Identifier' ? node.name : null;
}

/** What a statement, declarator or assignment gives a name: `var name = value`, `name = value`, `function name() {…}`. */
export function assignedTo(cell: AnyNode): { readonly name: string | null; readonly value: AnyNode | null } {
  if (cell.type === 'VariableDeclarator') return { name: nameOf(cell.id), value: cell.init ?? null };
  if (cell.type === 'AssignmentExpression') return { name: nameOf(cell.left), value: cell.right };
  return { name: 'id' in cell ? nameOf(cell.id) : null, value: null };
}

/** Declarations of one name that are looked at: each scope of a bundle may have one. */
const MAX_DECLARATIONS = 64;

/** The top level of a program or module with the functions that run at once, and what declares its names. */
export class TopLevel {
  private readonly root: AnyNode;
  private readonly flat: FlatCode;
  private readonly declared = new Map<string, AnyNode[]>();

  constructor(root: AnyNode, flat: FlatCode) {
    this.root = root;
    this.flat = flat;
    for (const cell of flat.cells) {
      const { name } = assignedTo(cell);
      const known = name === null ? undefined : this.declared.get(name);
      if (known) known.push(cell);
      else if (name !== null) this.declared.set(name, [cell]);
    }
  }

  get cells(): readonly AnyNode[] {
    return this.flat.cells;
  }

  /** The innermost of its functions that a piece of code is in, or the whole. */
  scopeOf({ start, end }: AnyNode): AnyNode {
    const { scopes } = this.flat;
    return scopes.findLast((scope) => scope.start < start && end < scope.end) ?? this.root;
  }

  /** What declares a name where it is used: the last one in the innermost scope. */
  declarationOf(name: string, user: AnyNode): AnyNode | undefined {
    let best: AnyNode | undefined;
    let bestLength = Infinity;
    for (const cell of this.declared.get(name)?.slice(-MAX_DECLARATIONS) ?? []) {
      const { start, end } = this.scopeOf(cell);
      const isAround = start <= user.start && user.end <= end;
      if (!isAround || end - start > bestLength) continue;
      best = cell;
      bestLength = end - start;
    }
    return best;
  }
}
