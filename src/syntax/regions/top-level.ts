import type { AnyNode } from 'acorn';
import type { FlatCode } from './flat-code.js';

export function nameOf(node: AnyNode | null | undefined): string | null {
  return node?.type === 'Identifier' ? node.name : null;
}

/** The name and value of a statement, declarator or assignment: `var name = value`, `name = value`, `function name() {…}`. */
export function assignedTo(cell: AnyNode): { readonly name: string | null; readonly value: AnyNode | null } {
  if (cell.type === 'VariableDeclarator') return { name: nameOf(cell.id), value: cell.init ?? null };
  if (cell.type === 'AssignmentExpression') return { name: nameOf(cell.left), value: cell.right };
  return { name: 'id' in cell ? nameOf(cell.id) : null, value: null };
}

/** Maximum number of declarations checked for one name: each scope of a bundle may have one. */
const MAX_DECLARATIONS = 64;

interface Declaration {
  readonly cell: AnyNode;
  readonly scope: AnyNode;
}

/** The innermost function that each cell is in, or the whole. */
function scopesOf(root: AnyNode, { cells, scopes }: FlatCode): AnyNode[] {
  const around = [root];
  let next = 0;
  return cells.map(({ start }) => {
    for (let scope = scopes[next]; scope && scope.start < start; scope = scopes[next]) {
      around.push(scope);
      next += 1;
    }
    while ((around.at(-1) ?? root).end <= start) around.pop();
    return around.at(-1) ?? root;
  });
}

/** The top level of a program or module with the functions that run at once, and the declarations of its names. */
export class TopLevel {
  private readonly root: AnyNode;
  private readonly flat: FlatCode;
  private readonly declared = new Map<string, Declaration[]>();

  constructor(root: AnyNode, flat: FlatCode) {
    this.root = root;
    this.flat = flat;
    const scopes = scopesOf(root, flat);
    for (const [at, cell] of flat.cells.entries()) {
      const { name } = assignedTo(cell);
      if (name === null) continue;
      const known = this.declared.get(name) ?? [];
      this.declared.set(name, known);
      known.push({ cell, scope: scopes[at] ?? root });
      if (known.length > MAX_DECLARATIONS) known.shift();
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

  /** The declaration of a name at its use: the last one in the innermost scope. */
  declarationOf(name: string, user: AnyNode): AnyNode | undefined {
    let best: AnyNode | undefined;
    let bestLength = Infinity;
    for (const { cell, scope } of this.declared.get(name) ?? []) {
      const { start, end } = scope;
      const isAround = start <= user.start && user.end <= end;
      if (!isAround || end - start > bestLength) continue;
      best = cell;
      bestLength = end - start;
    }
    return best;
  }
}
