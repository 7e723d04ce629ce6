import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/policy/index.js';
import { filesBelow, PROJECT, readProjectFile } from '../support/project-files.js';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'src/README.md'];

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

const cliSource = filesBelow('src/cli').map(readProjectFile).join('\n');
const { scripts } = JSON.parse(readProjectFile('package.json')) as {
  scripts: Readonly<Record<string, string>>;
};

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readProjectFile(document);

  test('names only files that are there', () => {
    const paths = matches(
      text,
      /[`(]((?:src|test|fixtures|scripts|schema|data|signatures|\.ci)\/[\w./-]+)[`)]/g,
    );
    expect(paths.filter((path) => !existsSync(PROJECT + path))).toEqual([]);
  });

  test('links only to files that are there', () => {
    const folder = document.slice(0, document.lastIndexOf('/') + 1);
    const paths = matches(text, /\]\((?!https?:)([^)#]+)\)/g);
    expect(paths.filter((path) => !existsSync(PROJECT + folder + path))).toEqual([]);
  });

  test('names only commands and options that are there', () => {
    const commands = matches(text, /(?:`|npx )stowaway ([a-z]+)/g).filter(
      (name) => !cliSource.includes(`  ${name}: async`),
    );
    const options = matches(text, /(?<![\w-])(--(?!no-)[a-z][a-z-]+)(?![\w-]*=)/g).filter(
      (option) => !cliSource.includes(option) && !OPTIONS_OF_OTHERS.has(option),
    );
    expect([...commands, ...options]).toEqual([]);
  });

  test('names only npm scripts that are there', () => {
    expect(matches(text, /npm run ([\w:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** Options of programs that are not ours. */
const OPTIONS_OF_OTHERS = new Set([
  '--pack',
  '--profile',
  '--outdir',
  '--help',
  '--version',
  '--cli-input-json',
]);

test('README.md explains every exit code', () => {
  const explained = matches(readProjectFile('README.md'), /^\| (\d)\s+\|/gm).map(Number);
  expect(new Set(explained)).toEqual(new Set(Object.values(EXIT)));
});
