import { expect, test } from 'vitest';
import { filesBelow, readProjectFile, sourceFiles } from '../support/project-files.js';
import { readSource } from '../support/source-imports.js';
import { untestedFiles } from './test-mirror.js';

/** Files that are tested elsewhere, each with the reason. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  'src/compose-report.ts': 'a part of scan.ts: test/scan.test.ts',
  'src/finish-function.ts': 'a part of scan.ts: test/scan.test.ts',
  'src/model/scan-error.ts': 'an error class; what is thrown is tested where it is thrown',
  'src/policy/policy.ts': 'types and one empty value',
  'src/program/checked/names.ts':
    'names in conditions in JavaScript: test/analysis/dataflow/taint-domain.test.ts',
  'src/program/checked/patterns.ts': 'what patterns prove: test/analysis/dataflow/taint-domain.test.ts',
  'src/program/checked/python-names.ts':
    'conditions in Python: test/analysis/dataflow/python-taint-domain.test.ts',
  'src/program/flow/elements.ts': 'what iterating gives: test/program/flow/follow-program.test.ts',
  'src/program/flow/flow.ts': 'what follow-program.ts runs: test/program/flow/follow-program.test.ts',
  'src/program/flow/properties.ts': 'a part of flow.ts: test/program/flow/follow-program.test.ts',
  'src/program/flow/tree-program.ts':
    'the files that follow-program.ts follows: test/program/flow/follow-program.test.ts',
  'src/program/python-flow/members.ts':
    'members of values of a flow: test/program/python-flow/python-flow.test.ts',
  'src/signatures/flow-schema.ts': 'what rules may say: test/analysis/dataflow/test-flows.test.ts',
  'src/syntax/char-set.ts': 'characters of patterns: test/signatures/text/linear-pattern.test.ts',
  'src/syntax/pattern-syntax.ts': 'patterns: test/signatures/text/linear-pattern.test.ts',
  'src/signatures/default-signatures.ts': 'test/signatures/signatures-in-force.test.ts',
  'src/signatures/flows-of.ts': 'test/signatures/signatures-in-force.test.ts',
  'src/workers/worker.ts': 'what threads run: test/workers/artifact-pool.test.ts, tree-thread.slow.test.ts',
  'src/signatures/test-signatures.ts': 'test/signatures/load-signatures.test.ts',
};

const tests = filesBelow('test')
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => readSource(path, readProjectFile(path)));

test('every file with logic has its test in the mirrored place', () => {
  expect(untestedFiles(sourceFiles(), tests)).toEqual(Object.keys(TESTED_ELSEWHERE).sort());
});

test('every test stands where its source does', () => {
  const folders = new Set(sourceFiles().map(({ path }) => path.split('/').slice(0, -1).join('/')));
  const houses = /^test\/(?:architecture|conformance|support|scripts|bench|ci|corpus|html-report)\//;
  const stray = tests
    .map(({ path }) => path)
    .filter(
      (path) =>
        !houses.test(path) && !folders.has(path.replace(/^test/, 'src').split('/').slice(0, -1).join('/')),
    );
  expect(stray).toEqual([]);
});

const logic = 'export function f() {}';

test.each<[what: string, sources: [string, string][], tests: [string, string][], untested: string[]]>([
  ['no test', [['src/a/b.ts', logic]], [], ['src/a/b.ts']],
  ['an arrow function', [['src/a/b.ts', 'export const f = () => 1;']], [], ['src/a/b.ts']],
  ['the mirrored test', [['src/a/b.ts', logic]], [['test/a/b.test.ts', '']], []],
  ['a slow mirrored test', [['src/a/b.ts', logic]], [['test/a/b.slow.test.ts', '']], []],
  [
    'a test elsewhere',
    [['src/a/b.ts', logic]],
    [['test/c/b.test.ts', "import { f } from '../../src/a/b.js';"]],
    ['src/a/b.ts'],
  ],
  [
    'another test of the folder',
    [['src/a/b.ts', logic]],
    [['test/a/c.test.ts', "import { f } from '../../src/a/b.js';"]],
    [],
  ],
  ['no logic', [['src/a/b.ts', 'export interface A { f(): void; g: () => void }']], [], []],
  [
    'a part that only a tested file of its folder uses',
    [
      ['src/a/b.ts', logic],
      ['src/a/c.ts', `import { f } from './b.js'; ${logic}`],
    ],
    [['test/a/c.test.ts', '']],
    [],
  ],
  [
    'a public part',
    [
      ['src/a/b.ts', logic],
      ['src/a/index.ts', `export { f } from './b.js';`],
    ],
    [['test/a/c.test.ts', "import { f } from '../../src/a/index.js';"]],
    ['src/a/b.ts'],
  ],
  [
    'a part of an untested file',
    [
      ['src/a/b.ts', `import { g } from './c.js'; ${logic}`],
      ['src/a/c.ts', `import { f } from './b.js'; ${logic}`],
    ],
    [],
    ['src/a/b.ts', 'src/a/c.ts'],
  ],
])('%s', (...[, sources, testFiles, untested]) => {
  const read = (files: [string, string][]) => files.map(([path, text]) => readSource(path, text));
  expect(untestedFiles(read(sources), read(testFiles))).toEqual(untested);
});
