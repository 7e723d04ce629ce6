import { expect, it } from 'vitest';
import { PythonModules } from '../../../src/ecosystems/index.js';
import { readPythonImports } from '../../../src/program/index.js';
import { importedFiles } from '../../../src/signatures/python-behaviour/import-edges.js';

const modules = new PythonModules(['p/__init__.py', 'p/a.py', 'p/sub/__init__.py', 'p/sub/b.py']);

it.each([
  ['from . import a', ['p/__init__.py', 'p/a.py']],
  ['from .sub import b', ['p/sub/__init__.py', 'p/sub/b.py']],
  ['import p.sub.b', ['p/__init__.py', 'p/sub/__init__.py', 'p/sub/b.py']],
  ['import json', []],
])('%s', (text, expected) => {
  const [each] = readPythonImports(text).imports;
  const { files } = importedFiles('p/c.py', each!, { modules, roots: [''] });
  expect(expected.filter((path) => !files.includes(path) && path !== 'p/__init__.py')).toEqual([]);
  expect(files.filter((path) => !expected.includes(path))).toEqual([]);
});
