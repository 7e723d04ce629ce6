import { beforeAll, describe, expect, it } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { pyproject } from '../../../src/lockfiles/pyproject/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pyproject,
  broken: ['project = ', 'x = ' + '['.repeat(100_000)],
  edges: [],
  direct: [true, true, true],
  withoutElsewhereVersion: true,
});

beforeAll(() => pyproject.prepare());

function read(text: string) {
  const { packages, ...rest } = pyproject.read({ path: 'pyproject.toml', text, manifest: null });
  return { ...rest, names: [...packages.values()].map(({ name, version }) => `${name} ${version}`) };
}

const PROJECT = '[project]\nname = "app"\n';

describe('pyproject.toml', () => {
  it.each([
    ['settings of tools alone', '[tool.ruff]\nline-length = 100\n', null],
    ['nothing', '', null],
    ['a project without requirements', PROJECT, []],
    ['requirements of another shape', `${PROJECT}dependencies = 5\n`, []],
    ['tables of another shape', 'project = 5\ntool = [1]\n', null],
  ])('that has %s requires nothing', (_what, text, rootEdges) =>
    expect(read(text)).toMatchObject({ names: [], rootEdges, problems: [] }),
  );

  it("is read in Pipenv's form, too, where no lockfile and no list says more", async () => {
    const text =
      '[packages]\na = "==1.0"\nb = "*"\ng = { git = "https://example.invalid/g" }\n\n[dev-packages]\nd = "==1.0"\n';
    const extract = (files: Record<string, string>) =>
      pypi.extract(memoryTree({ 'main.py': '', Pipfile: text, ...files }), { isImage: false });
    const { packages, roots, problems } = await extract({});
    expect(packages.map(({ name, version, origin }) => [name, version, origin])).toEqual([
      ['a', '1.0', 'unknown'],
      ['b', null, 'unknown'],
      ['g', null, 'private'],
    ]);
    expect(roots).toMatchObject([{ manager: 'pipenv' }]);
    expect(problems).toMatchObject([{ path: 'Pipfile', affectsCompleteness: true }]);
    const listed = await extract({ 'requirements.txt': 'c==1 # via x\n' });
    expect(listed.packages.map(({ name }) => name)).toEqual(['c']);
    const broken = await extract({ Pipfile: '[packages' });
    expect(broken.problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
    expect(broken.problems[0]?.message).toMatch(/^Pipfile cannot be read/);
  });

  it('in Poetry 2 has the standard table, not the one that adds sources', () =>
    expect(
      read(
        `${PROJECT}dependencies = ["a>=1"]\n[tool.poetry.dependencies]\na = { source = "own" }\nb = "1"\n`,
      ),
    ).toMatchObject({ names: ['a null'], manager: 'poetry' }));

  it.each([
    ['extras', '[project.optional-dependencies]\nexcel = ["b"]\n', 'excel'],
    ['groups', '[dependency-groups]\ndev = ["b"]\n', 'dev'],
    ["Poetry's groups", '[tool.poetry.group.lint.dependencies]\nb = "1"\n', 'lint'],
    ["PDM's groups", '[tool.pdm.dev-dependencies]\ndoc = ["b"]\n', 'doc'],
  ])('tells that packages of %s are not listed', (_what, table, part) => {
    const { names, problems } = read(`${PROJECT}dependencies = ["a==1"]\n${table}`);
    expect(names).toEqual(['a 1']);
    expect(problems).toMatchObject([{ affectsCompleteness: false }]);
    expect(problems[0]?.message).toContain(`(${part})`);
  });

  it('has what the table of Flit before the standard requires', () =>
    expect(read('[tool.flit.metadata]\nmodule = "x"\nrequires = ["a==1"]\n').names).toEqual(['a 1']));

  it.each([
    ['"a==1", "b 2 !!"', ['a 1'], 'something'],
    ['"b 2 !!", "<3"', [], '2 things'],
  ])('has a gap where of %s not all are requirements', (list, names, words) => {
    const found = read(`${PROJECT}dependencies = [${list}]\n`);
    expect(found.names).toEqual(names);
    expect(found.problems).toMatchObject([{ path: 'pyproject.toml', affectsCompleteness: true }]);
    expect(found.problems[0]?.message).toContain(`Requires ${words} by an address`);
  });

  it.each([
    ['by code', `${PROJECT}dynamic = ["dependencies"]\n`, 1],
    [
      'from a file that is read',
      `${PROJECT}dynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = "r.txt" }\n`,
      0,
    ],
    ['for nothing but its version', `${PROJECT}dynamic = ["version"]\n`, 0],
  ])('whose requirements are computed %s is a gap or not', (_what, text, gaps) =>
    expect(read(text).problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toHaveLength(gaps),
  );

  it.each([
    ['<3.9', '3.12', false],
    ['<3.9', '3.8', true],
    ['>=3.6,<3.9', '3.8', true],
    ['>=3.6,<3.9', '3.9', false],
    ['^3.6', '3.8', true],
  ])("Poetry's condition python = %j on %s", async (range, pythonVersion, isListed) => {
    const files = {
      'pyproject.toml': `[tool.poetry.dependencies]\na = { version = "1", python = "${range}" }\nb = "2"\n`,
    };
    const python = { pythonVersion, machine: null };
    const { packages, roots } = await pypi.extract(memoryTree(files), { isImage: false, python });
    expect(packages.map(({ name }) => name)).toEqual(isListed ? ['a', 'b'] : ['b']);
    expect(roots).toMatchObject([{ manager: 'poetry' }]);
  });
});
