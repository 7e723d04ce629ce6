import { expect, it } from 'vitest';
import { namedFiles } from '../../../src/signatures/match/named-files.js';
import { subjectsOf } from '../../../src/signatures/match/subject.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

it.each([
  ['a script', { 'index.js': 'load("a.dat")', 'x/a.dat': '' }, ['x/a.dat']],
  ['a manifest', { 'package.json': '{"main":"x/a.dat"}', 'x/a.dat': '' }, ['x/a.dat']],
  ['a configuration, perhaps', { 'x/a': '' }, ['x/a']],
  ['nothing', { 'index.js': 'load("b.dat")', 'x/a.dat': '', 'notes.txt': 'a.dat' }, []],
])('knows files that are named by %s', async (_, files, expected) => {
  const tree = memoryTree(files);
  const [subject] = subjectsOf(tree.files.values(), []);
  const paths = new Set(Object.keys(files).filter((path) => path.startsWith('x/')));
  expect([...(await namedFiles(paths, subject!, tree))]).toEqual(expected);
});

it('takes no file of a package for a handler', async () => {
  const tree = memoryTree({ 'node_modules/p/run': '', 'node_modules/p/index.js': '' });
  const [subject] = subjectsOf(tree.files.values(), [packageOf('p', '1.0.0')]);
  expect([...(await namedFiles(new Set(['node_modules/p/run']), subject!, tree))]).toEqual([]);
});
