import type { AnyNode } from 'acorn';
import { freeNames } from '../free-names.js';
import type { Cell } from './flat-code.js';

/** Code before a handler that is looked at, in UTF-16 code units: modules are hardly ever longer. */
const MAX_LOOKED_AT = 200_000;
/** One import may be that of another module. */
const MIN_IMPORTS = 2;

function nameOf(cell: AnyNode | undefined): string | null {
  return cell && 'id' in cell && cell.id?.type === 'Identifier' ? cell.id.name : null;
}

/** `toESM(requireModule())`: a module that is imported, by a name that only the importing module has. */
function isImport(cell: AnyNode | undefined): boolean {
  if (cell?.type !== 'VariableDeclarator' || cell.init?.type !== 'CallExpression') return false;
  const [first] = cell.init.arguments;
  return (
    first?.type === 'CallExpression' && first.callee.type === 'Identifier' && first.arguments.length === 0
  );
}

/** Names that a cell takes from around it, its own and through others. */
function reachedFrom(
  cell: AnyNode,
  free: ReadonlyMap<string | null, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set(freeNames(cell));
  for (const name of reached) for (const next of free.get(name) ?? []) reached.add(next);
  return reached;
}

/** The cells behind the last import before a handler, up to it; empty when that is too far away. */
function bodyBefore(cells: readonly AnyNode[], handler: Cell): AnyNode[] {
  const end = cells.findIndex(({ start }) => start === handler.start);
  for (let at = end - 1; at >= 0 && handler.start - (cells[at]?.start ?? 0) < MAX_LOOKED_AT; at -= 1)
    if (isImport(cells[at])) return cells.slice(at + 1, end + 1);
  return [];
}

function runBefore(cells: readonly AnyNode[], handler: Cell): Cell[] {
  const body = bodyBefore(cells, handler);
  const last = body.at(-1);
  if (!last) return [];
  const named = body.map((cell) => ({ cell, free: freeNames(cell) }));
  const reached = reachedFrom(last, new Map(named.map(({ cell, free }) => [nameOf(cell), free])));
  const imports = cells
    .filter((cell) => cell.start < last.start && isImport(cell))
    .map((cell) => nameOf(cell) ?? '')
    .filter((name) => reached.has(name));
  const [first = ''] = imports;
  const start = named.find(({ free }) => free.has(first))?.cell.start;
  return start === undefined || imports.length < MIN_IMPORTS ? [] : [{ start, end: last.end }];
}

/**
 * What of a module that was hoisted into one scope stands before its handler, as far as its imports tell. Bundlers write these
 * before the module's body, among what is imported, each under a name that the module alone has: from the first use of
 * the first of them that a handler comes to use, all is of its module.
 */
export function entryRun(cells: readonly AnyNode[], handlers: readonly Cell[]): Cell[] {
  return handlers.flatMap((handler) => runBefore(cells, handler));
}
