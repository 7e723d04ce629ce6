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

/** The cells behind the last import before a handler, up to it; empty when the import is too far away. */
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
  const used = freeNames(last);
  const imports = cells
    .filter((cell) => cell.start < last.start && isImport(cell))
    .map((cell) => nameOf(cell) ?? '')
    .filter((name) => used.has(name));
  const [first = ''] = imports;
  if (imports.length < MIN_IMPORTS) return [];
  const start = body.find((cell) => freeNames(cell).has(first))?.start ?? last.start;
  return [{ start, end: last.end }];
}

/**
 * The part of a hoisted module that is before its handler, as far as its imports show. Bundlers write these
 * before the module's body, among the imports, each under a name that the module alone has: from the first use of
 * the first of them that a handler uses itself, all is of its module; names that it uses through others may belong to another module.
 */
export function entryRun(cells: readonly AnyNode[], handlers: readonly Cell[]): Cell[] {
  return handlers.flatMap((handler) => runBefore(cells, handler));
}
