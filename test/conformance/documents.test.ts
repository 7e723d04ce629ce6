import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/policy/index.js';
import { filesBelow, PROJECT, readProjectFile } from '../support/project-files.js';

const PAGES = filesBelow('docs').filter((path) => path.endsWith('.md'));
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'src/README.md', ...PAGES];

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

test('README.md is short, and so is every page', () => {
  const lines = (path: string): number => readProjectFile(path).split('\n').length;
  expect(lines('README.md')).toBeLessThanOrEqual(150);
  expect(PAGES.filter((path) => lines(path) > 200)).toEqual([]);
  expect(PAGES.length).toBeGreaterThan(10);
});

test('links lead to headings that are there', () => {
  const anchorOf = (heading: string): string =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-');
  const anchorsIn = (path: string): Set<string> =>
    new Set(matches(readProjectFile(path), /^#+ (.+)$/gm).map(anchorOf));
  const broken = ['README.md', ...PAGES].flatMap((document) => {
    const folder = document.slice(0, document.lastIndexOf('/') + 1);
    return [...readProjectFile(document).matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)].flatMap(
      ([, path = '', anchor = '']) =>
        anchorsIn(path === '' ? document : posix.join(folder, path)).has(anchor)
          ? []
          : [`${document}: ${path}#${anchor}`],
    );
  });
  expect(broken).toEqual([]);
});

test('docs/trust.md names a test that is there for every class', () => {
  const rows = readProjectFile('docs/trust.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:class +\||-)/.test(line));
  expect(rows.length).toBeGreaterThan(35);
  const missing = rows.filter((row) => {
    const [, path = '', title = ''] =
      /\| \[[^\]]+\]\(\.\.\/(test\/[^)]+\.test\.ts)\): (.+) \|$/.exec(row) ?? [];
    return !title || !readProjectFile(path).replaceAll("\\'", "'").includes(title.trim());
  });
  expect(missing).toEqual([]);
});
