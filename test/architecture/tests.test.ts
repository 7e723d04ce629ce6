import { expect, test } from 'vitest';
import { targetOf } from './import-rules.js';
import { filesBelow, readProjectFile } from '../support/project-files.js';
import { readSource } from '../support/source-imports.js';

/** Programs that only slow tests may start: `npm test` needs Node alone. */
const SERVERS = new Set([
  'test/html-report/browser.ts',
  'test/support/locked-registry.ts',
  'test/support/moto-process.ts',
  'test/support/postgres-server.ts',
]);

const importsOf = new Map(
  filesBelow('test')
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const file = readSource(path, readProjectFile(path));
      const relative = file.imports.flatMap(({ specifier }) =>
        specifier?.startsWith('.') ? [specifier] : [],
      );
      return [path, relative.map((specifier) => targetOf(file, specifier))] as const;
    }),
);

/** A file and all files of the tests that it loads. */
function loadedBy(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  for (const imported of importsOf.get(path) ?? []) loadedBy(imported, loaded);
  return loaded;
}

function startsServer(path: string): boolean {
  return [...loadedBy(path)].some((each) => SERVERS.has(each));
}

const tests = [...importsOf.keys()].filter((path) => path.endsWith('.test.ts'));

test('a test that starts a server or a browser is named *.slow.test.ts', () => {
  expect(tests.filter((path) => !path.endsWith('.slow.test.ts') && startsServer(path))).toEqual([]);
  // The rule checks at least one file.
  expect(tests.filter(startsServer).length).toBeGreaterThan(20);
});

/** Functions by which a test could bound the seconds that something takes. */
const CLOCKS = /\bperformance\s*\.\s*now\b|\bcpuUsage\b|\bhrtime\s*[.(]/;

test('what measures growth is named *.linear.test.ts, which `npm test` does not run', () => {
  const measuring = tests.filter((path) => loadedBy(path).has('test/support/expect-linear.ts'));
  expect(measuring).toEqual(tests.filter((path) => path.endsWith('.linear.test.ts')));
});

test('no test measures seconds: see test/support/expect-linear.ts', () => {
  const outside = [...importsOf.keys()].filter((path) => !path.startsWith('test/support/'));
  const measuring = outside.filter((path) => CLOCKS.test(readProjectFile(path)));
  expect(measuring).toEqual([]);
  // The rule would find a violation.
  expect(CLOCKS.test(readProjectFile('test/support/expect-linear.ts'))).toBe(true);
});
