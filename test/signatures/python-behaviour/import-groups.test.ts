import { expect, it } from 'vitest';
import { PythonModules } from '../../../src/ecosystems/index.js';
import { importGroups } from '../../../src/signatures/python-behaviour/import-groups.js';

const SCRIPTS = [
  { path: 'p/a.py', text: 'from .b import send' },
  { path: 'p/b.py', text: 'import requests' },
  { path: 'p/c.py', text: 'import os' },
  { path: 'p/d.py', text: 'import os' },
];
const JOIN = [{ path: 'p/__init__.py', text: 'from . import c\nfrom . import d' }];
const groupsOf = (options: { maxBytes?: number; maxGroups?: number; mayBreak?: () => boolean }) =>
  importGroups(SCRIPTS, JOIN, {
    modules: new PythonModules([...SCRIPTS, ...JOIN].map(({ path }) => path)),
    roots: [''],
    mayBreak: () => true,
    maxBytes: 1_000,
    maxGroups: 9,
    ...options,
  });

it('joins scripts that import each other, and those that a script between them imports', () => {
  expect(groupsOf({})).toEqual([
    ['p/c.py', 'p/d.py'],
    ['p/a.py', 'p/b.py'],
  ]);
});

it('makes no group that is too large, that breaks no rule, or that is one too many', () => {
  expect(groupsOf({ maxBytes: 20 })).toEqual([['p/c.py', 'p/d.py']]);
  expect(groupsOf({ mayBreak: () => false })).toEqual([]);
  expect(groupsOf({ maxGroups: 1 })).toEqual([['p/c.py', 'p/d.py']]);
});
