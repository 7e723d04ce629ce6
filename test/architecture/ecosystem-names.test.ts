import { expect, test } from 'vitest';
import { ECOSYSTEM_NAMES } from '../../src/ecosystems/index.js';
import { sourceFiles } from '../support/project-files.js';
import { readSource, type SourceFile } from '../support/source-imports.js';

/** Elsewhere these words are names of something else. */
const OTHER_MEANINGS: Readonly<Record<string, string>> = {
  'src/lockfiles/lockfile-reader.ts': 'the package manager',
  'src/extractors/other-languages/languages.ts': 'languages as problems call them',
};

/** Words that only descriptors of ecosystems may hold, wherever they stand alone in a text of a program. */
function ecosystemsNamedIn({ path, tokens }: SourceFile): string[] {
  if (path.startsWith('src/ecosystems/') || /\/npm\//.test(path) || path in OTHER_MEANINGS) return [];
  return tokens.flatMap(({ kind, text }) =>
    kind === 'string' && ECOSYSTEM_NAMES.includes(text) ? `${path}: '${text}'` : [],
  );
}

test('no file names an ecosystem but those that are of it: others read its descriptor', () => {
  expect(sourceFiles().flatMap(ecosystemsNamedIn)).toEqual([]);
});

test('a planted name is caught', () => {
  const planted = readSource('src/policy/x.ts', "export const NAME = 'npm';");
  expect(ecosystemsNamedIn(planted)).toEqual(["src/policy/x.ts: 'npm'"]);
});
