import { isInPackageFolder } from '../../ecosystems/index.js';
import { beyondLimit, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import type { GoProgram } from './module-rows.js';

/** Libraries are not looked at: their number is large, and Go is seldom built as one. */
function candidates({ programs = new Set() }: ExtractContext): string[] {
  return [...programs].filter((path) => !isInPackageFolder(path)).sort();
}

/** Characters of a name that a message shows. */
const SHOWN_CHARACTERS = 80;

function strangeProblem(path: string, [first, ...others]: readonly string[]): Problem[] {
  if (first === undefined) return [];
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const name = JSON.stringify(first.slice(0, SHOWN_CHARACTERS));
  const message = `Its list of Go modules has names that are invalid or stand there twice: ${name}${more}. They were not looked up.`;
  return [{ code: 'malformed', path, message, affectsCompleteness: true }];
}

function listProblem({ path, list }: GoProgram): Problem[] {
  if (list.isCut) return [beyondLimit('go-modules', path, 'Lists more Go modules than are read.')];
  if (list.main !== null || list.dependencies.length > 0) return [];
  const message =
    'Is a Go program without a list of its modules: only the standard library was checked. Build it in module mode.';
  return [{ code: 'missing', path, message, affectsCompleteness: true }];
}

async function readPrograms(tree: FileTree, paths: readonly string[]): Promise<GoProgram[]> {
  // Loaded where a program is: most artifacts have none.
  const { readGoProgram } = await import('./read-program.js');
  const found: GoProgram[] = [];
  for await (const { path, bytes } of tree.readMany(paths)) {
    const program = bytes && readGoProgram(path, bytes);
    if (program) found.push(program);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function extract(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const programs = await readPrograms(tree, candidates(context));
  const { moduleRows, rootOf, strangeNames } = await import('./module-rows.js');
  return {
    ...NOTHING_FOUND,
    roots: programs.map(rootOf),
    packages: programs.flatMap(moduleRows),
    problems: programs.flatMap((each) => [
      ...listProblem(each),
      ...strangeProblem(each.path, strangeNames(each)),
    ]),
  };
}

/** Modules of programs in Go, by the build information that Go's linker leaves in them. */
export const go = {
  id: 'go',
  title: 'Go modules of programs',
  recognises: (_, context) => candidates(context).length > 0,
  extract,
} satisfies Extractor;
