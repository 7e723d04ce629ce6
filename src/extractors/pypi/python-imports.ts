import { codeLines } from './python-text.js';

/** A module that code imports by its full name: its first part. */
export interface ImportedModule {
  readonly name: string;
  /** The code goes on without it: it stands below `try:`, or in a branch for type checkers. */
  readonly isAttempt: boolean;
}

const INDENT = /^[ \t]*/;
const IMPORT = /^(?:import|from)[ \t]+([^\s.,;()][^\s,;()]*)(.*)$/;
const NEXT = /,[ \t]*([A-Za-z_][\w.]*)/g;
/** Branches whose imports may be missing: `except ImportError` of a missing `try`, and code for type checkers. */
const OPTIONAL_BLOCK = /^(?:try|except\b.*|if[ \t]+(?:\w+\.)?TYPE_CHECKING)[ \t]*:/;
const NAME = /^[A-Za-z_]\w*$/;

/** Modules that one statement imports. */
function modulesOf(statement: string): string[] {
  const [, first = '', rest = ''] = IMPORT.exec(statement) ?? [];
  if (first === '') return [];
  const others = statement.startsWith('import') ? [...rest.matchAll(NEXT)].map(([, name = '']) => name) : [];
  return [first, ...others].map((name) => name.split('.', 1)[0] ?? '').filter((name) => NAME.test(name));
}

/** Removes the blocks that end before a line of an indentation. */
function leaveBlocks(blocks: number[], indent: number): void {
  while (blocks.length > 0 && indent <= (blocks.at(-1) ?? 0)) blocks.pop();
}

/** Imports of a module in Python, relative ones left out. Reads lines, runs nothing. */
export function importsOf(source: string): ImportedModule[] {
  const imports = new Map<string, boolean>();
  const blocks: number[] = [];
  for (const line of codeLines(source)) {
    const indent = INDENT.exec(line)?.[0].length ?? 0;
    const code = line.slice(indent);
    if (code.trim() === '') continue;
    leaveBlocks(blocks, indent);
    if (OPTIONAL_BLOCK.test(code)) blocks.push(indent);
    const names = code.split(';').flatMap((statement) => modulesOf(statement.trim()));
    for (const name of names) imports.set(name, blocks.length > 0 && (imports.get(name) ?? true));
  }
  return [...imports].map(([name, isAttempt]) => ({ name, isAttempt }));
}
