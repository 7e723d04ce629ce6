import { baseOf, type FileEntry } from '../files/index.js';
import { listed, type Problem } from '../model/index.js';

/** Folders that people copy packages of others into. */
export const COPIES_FOLDER = /(?:^|\/)(?:_?vendor(?:ed)?|third_party|_?ext(?:ern|ernal)?)\//;

/** Number of names that the problem lists. */
const SHOWN_NAMES = 8;

/** Code of a language that belongs to no known package. */
export interface UnexplainedCode {
  /** What the code is, as the message says it. */
  readonly what: string;
  readonly files: readonly FileEntry[];
  /** The file or folder that stands for a path. */
  readonly topOf: (path: string) => string;
  /** What the user can do. */
  readonly advice: string;
}

/** Code of packages whose metadata is gone: which packages these are cannot be told, so none of them was checked. */
export function unexplainedProblem({ what, files, topOf, advice }: UnexplainedCode): Problem[] {
  const [first] = files;
  if (!first) return [];
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const names = [...new Set(files.map(({ path }) => baseOf(topOf(path))))];
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  const message = `Holds ${what} (${count}, ${bytes} bytes): ${listed(names, SHOWN_NAMES)}. ${advice}`;
  return [{ code: 'unresolved', path: topOf(first.path), message, affectsCompleteness: true }];
}
