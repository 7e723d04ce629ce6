import { expect, it } from 'vitest';
import { isOfTests, loadedTests } from '../../../src/signatures/python-behaviour/loaded-tests.js';
import { subjectsOf } from '../../../src/signatures/match/subject.js';
import { memoryTree } from '../../support/memory-tree.js';

async function loadedIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const tree = memoryTree(files);
  const [subject] = subjectsOf(tree.files.values(), []);
  return subject ? [...(await loadedTests(subject, tree, ['']))].sort() : [];
}

it.each([
  ['p/tests/a.py', true],
  ['p/test/a.py', true],
  ['p/testing/a.py', true],
  ['p/test_a.py', true],
  ['p/a_test.py', true],
  ['p/tests.py', true],
  ['p/conftest.py', true],
  ['p/contest.py', false],
  ['p/latest/a.py', false],
])('%s is of tests: %s', (path, is) => {
  expect(isOfTests(path)).toBe(is);
});

const TEST = { 'p/tests/__init__.py': '', 'p/tests/x.py': 'a = 1\n' };

it.each([
  ['from .tests import x', ['p/tests/__init__.py', 'p/tests/x.py']],
  ['from .tests.x import a', ['p/tests/__init__.py', 'p/tests/x.py']],
  ['import p.tests.x', ['p/tests/__init__.py', 'p/tests/x.py']],
  ['from .tests import *', ['p/tests/__init__.py', 'p/tests/x.py']],
  ["__import__('p.tests.x')", ['p/tests/__init__.py', 'p/tests/x.py']],
  [
    "import runpy, os\nrunpy.run_path(os.path.join(here, 'tests', 'x.py'))",
    ['p/tests/__init__.py', 'p/tests/x.py'],
  ],
  ["import importlib\nimportlib.import_module(''.join(parts))", ['p/tests/__init__.py', 'p/tests/x.py']],
  ['import os', []],
])('finds what %j loads', async (code, loaded) => {
  expect(await loadedIn({ 'p/__init__.py': code, ...TEST })).toEqual(loaded);
});

it('follows start-up lines, and tests that load others', async () => {
  const files = {
    'p.pth': 'import p.test_a\n',
    'p/__init__.py': '',
    'p/test_a.py': 'from . import test_b\n',
    'p/test_b.py': '',
  };
  expect(await loadedIn(files)).toEqual(['p/test_a.py', 'p/test_b.py']);
});
