import type { SourceFile } from '../support/source-imports.js';

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

function judge({ path, tokens }: SourceFile): string[] {
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
    ...(hasDefault ? [`${path} has a default export`] : []),
  ];
}

/** Files that are too deep or not named after their export. */
export function shapeViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(judge);
}
