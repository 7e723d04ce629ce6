import { expect, it } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { listProblem, requirementLists } from '../../../src/extractors/pypi/requirement-lists.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';

it.each<[what: string, paths: string[], chosen: [string, string][], problems: number]>([
  ['one for production', ['requirements-prod.txt'], [['', 'requirements-prod.txt']], 1],
  ['in a folder', ['requirements/prod.txt', 'requirements/base.txt'], [['', 'requirements/prod.txt']], 1],
  [
    'the base, if that is all',
    ['fn/requirements/dev.txt', 'fn/requirements/base.txt'],
    [['fn', 'fn/requirements/base.txt']],
    1,
  ],
  [
    'of several folders',
    ['a/requirements_lambda.txt', 'b/prod-requirements.txt'],
    [
      ['a', 'a/requirements_lambda.txt'],
      ['b', 'b/prod-requirements.txt'],
    ],
    2,
  ],
  ['none for development', ['requirements-dev.txt', 'requirements/test.txt'], [], 1],
  ['none of other texts', ['constraints.txt', 'base.txt', 'requirements.txt', 'my/notes.txt'], [], 0],
  ['none beside a lockfile', ['taken/requirements-prod.txt'], [], 0],
])('%s', (...[, paths, chosen, problems]) => {
  const found = requirementLists(paths, (folder) => folder === 'taken');
  const taken = found.flatMap(({ folder, chosen: list }) => (list === null ? [] : [[folder, list]]));
  expect(taken).toEqual(chosen);
  expect(found).toHaveLength(problems);
});

it('names the lists that were not read, and not those that were', () => {
  const [choice] = requirementLists(Object.keys(LISTS), () => false);
  const { message } = listProblem(choice!, new Set(['requirements/prod.txt', 'requirements/base.txt']));
  expect(message).toContain('not read: requirements/dev.txt.');
});

const LISTS = {
  'requirements/prod.txt': '-r base.txt\na==1\n',
  'requirements/base.txt': 'b==1\n',
  'requirements/dev.txt': 'c==1\n',
};

async function rowsOf(files: Record<string, string>) {
  const { packages, problems } = await pypi.extract(memoryTree({ 'app.py': '', ...files }), {
    isImage: false,
  });
  return {
    names: packages.map(({ name }) => name),
    notes: problems.filter(({ affectsCompleteness }) => !affectsCompleteness).map(({ path }) => path),
  };
}

it('the list that counts brings what it includes, and is told with those that do not', async () => {
  expect(await rowsOf(LISTS)).toEqual({ names: ['b', 'a'], notes: ['requirements/prod.txt'] });
});

it.each([
  ['requirements.txt', { 'requirements.txt': 'd==1\n' }, ['d']],
  ['a manifest', { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["d==1"]\n' }, ['d']],
  ['what is installed', installedWheel('', { name: 'd', version: '1', files: { 'd.py': '' } }), ['d']],
])('%s says more', async (_what, files, names) =>
  expect(await rowsOf({ ...LISTS, ...files })).toEqual({ names, notes: [] }),
);

it('settings of tools say nothing', async () =>
  expect((await rowsOf({ ...LISTS, 'pyproject.toml': '[tool.ruff]\n' })).names).toEqual(['b', 'a']));
