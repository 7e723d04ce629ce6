import { posix } from 'node:path';
import { groupBy } from '../../src/model/index.js';
import type { SourceFile } from '../support/source-imports.js';

const MAX_LINES = 250;
const MAX_FILES = 30;
const MAX_SEGMENTS = 'src/family/plugin/file.ts'.split('/').length;
const NAMES_THAT_SAY_NOTHING = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'core',
  'types',
  'misc',
  'shared',
]);

function judge({ path, lines, tokens }: SourceFile): string[] {
  const segments = path.split('/');
  const vague = segments
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => NAMES_THAT_SAY_NOTHING.has(name));
  const hasDefault = tokens.some(
    ({ kind, text }, at) => kind === 'word' && text === 'export' && tokens[at + 1]?.text === 'default',
  );
  return [
    ...(segments.length > MAX_SEGMENTS ? [`${path} is deeper than src/<family>/<plugin>/<file>.ts`] : []),
    ...vague.map((name) => `${path}: "${name}" says nothing; name it after what it holds`),
    ...(lines > MAX_LINES ? [`${path} has ${lines} lines, ${MAX_LINES} are allowed`] : []),
    ...(hasDefault ? [`${path} has a default export`] : []),
  ];
}

/** Folders with too many files to take in at once; subfolders do not count. */
function fullFolders(files: readonly SourceFile[]): string[] {
  const byFolder = groupBy(files, ({ path }) => [posix.dirname(path)]);
  return [...byFolder]
    .filter(([, { length }]) => length > MAX_FILES)
    .map(([folder, { length }]) => `${folder} holds ${length} files, ${MAX_FILES} are allowed`);
}

/** Files that are too deep, too long or not named after their export, and folders with too many files. */
export function shapeViolations(files: readonly SourceFile[]): string[] {
  return [...files.flatMap(judge), ...fullFolders(files)];
}
