import { describe, expect, it, test } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';

function wheel(name: string, version: string, extra = {}): Record<string, string> {
  return installedWheel('', { name, version, files: { [`${name}.py`]: '' }, extra });
}

function lock(...packages: readonly (readonly [string, string, string?])[]): string {
  return packages
    .map(([name, version, marker]) => {
      const condition = marker === undefined ? '' : `marker = "${marker}"\n`;
      return `[[package]]\nname = "${name}"\nversion = "${version}"\n${condition}`;
    })
    .join('\n');
}

const UV = (names: readonly string[], packages: string): string =>
  `[[package]]\nname = "app"\nsource = { virtual = "." }\ndependencies = [${names.map((name) => `{ name = "${name}" }`).join()}]\n\n${packages}`;

async function drifts(files: Record<string, string>): Promise<string[]> {
  const { drifts: found } = await pypi.extract(memoryTree(files), { isImage: false });
  return found.map(
    ({ kind, name, installedVersion, lockedVersion }) =>
      `${kind} ${name} ${installedVersion} ${lockedVersion}`,
  );
}

describe('drift', () => {
  it.each([
    ['another version', { ...wheel('a', '1.1'), 'poetry.lock': lock(['A', '1.0']) }, ['version a 1.1 1.0']],
    ['another spelling of the version', { ...wheel('a', '1.0.0'), 'poetry.lock': lock(['A', '1.0']) }, []],
    [
      'not locked',
      { ...wheel('a', '1'), ...wheel('b', '1'), 'poetry.lock': lock(['a', '1']) },
      ['not-locked b 1 null'],
    ],
    [
      'tools of installation',
      { ...wheel('pip', '1'), ...wheel('a', '1'), 'poetry.lock': lock(['a', '1']) },
      [],
    ],
    [
      'not installed',
      { ...wheel('a', '1'), 'uv.lock': UV(['a', 'b'], lock(['a', '1'], ['b', '2'])) },
      ['not-installed b null 2'],
    ],
    [
      'what the runtime has',
      { ...wheel('a', '1'), 'uv.lock': UV(['a', 'boto3'], lock(['a', '1'], ['boto3', '2'])) },
      [],
    ],
    [
      'a list of requirements is no whole lockfile',
      { ...wheel('a', '1'), ...wheel('b', '1'), 'requirements.txt': 'a==1\n' },
      [],
    ],
    ['a pinned requirement', { ...wheel('a', '1'), 'requirements.txt': 'a==2\nb>=1\n' }, ['version a 1 2']],
    ['a broken lockfile', { ...wheel('a', '1'), 'poetry.lock': 'x' }, []],
    [
      'a lockfile of an installed package',
      installedWheel('', { name: 'a', version: '1', files: { 'a/requirements.txt': 'a==2' } }),
      [],
    ],
  ])('%s', async (_what, files, expected) => expect(await drifts(files)).toEqual(expected));
});

test.each([
  ['requirements tell what is direct', { 'requirements.txt': 'A>=1\n' }, [true, false]],
  ['so does a lockfile of uv', { 'uv.lock': UV(['b'], lock(['a', '1'], ['b', '1'])) }, [false, true]],
  ['nothing tells', {}, [true, true]],
])('%s', async (_what, files, expected) => {
  const { packages } = await pypi.extract(memoryTree({ ...wheel('a', '1'), ...wheel('b', '1'), ...files }), {
    isImage: false,
  });
  expect(packages.map(({ direct }) => direct)).toEqual(expected);
});

test.each([
  ['of the lockfile', { 'poetry.lock': lock(['a', '1']) }, {}, 'poetry'],
  ['as it is noted', {}, { INSTALLER: 'uv\n' }, 'uv'],
  ['as it is noted beside a list of requirements', { 'requirements.txt': 'a' }, { INSTALLER: 'uv' }, 'uv'],
  ['that nobody knows', {}, { INSTALLER: '__proto__' }, 'pip'],
])('the manager %s', async (...[, files, extra, expected]) => {
  const { roots } = await pypi.extract(memoryTree({ ...wheel('a', '1', extra), ...files }), {
    isImage: false,
  });
  expect(roots).toMatchObject([{ path: '', manager: expected }]);
});

test('packages that are to be installed are declared; without versions that is a gap', async () => {
  const files = { 'main.py': 'import flask', 'requirements.txt': 'flask>=1\nrequests==2.0\n' };
  const { packages, problems } = await pypi.extract(memoryTree(files), { isImage: false });
  expect(
    packages.map(({ name, versionState, presence, basis }) => [name, versionState, presence, basis]),
  ).toEqual([
    ['flask', 'unknown', 'declared', 'leftOut'],
    ['requests', 'exact', 'declared', 'leftOut'],
  ]);
  expect(problems).toMatchObject([{ path: 'requirements.txt', affectsCompleteness: true }]);
});

const HASHES = Array.from({ length: 300 }, (_, at) => `--hash=sha256:${String(at).padStart(64, '0')}`);

test.each<[line: string, gaps: number]>([
  ['https://example.invalid/foo-1.0-py3-none-any.whl', 1],
  ['git+https://example.invalid/x.git#egg=x', 1],
  ['./vendor/foo', 1],
  ['../foo', 1],
  ['-e git+https://example.invalid/x.git#egg=x', 1],
  ['--editable=./vendor/foo', 1],
  ['a b c', 1],
  [`a==1.0 ${'x'.repeat(9000)}`, 1],
  ['-r base.txt', 1],
  ['--requirement ../base.txt', 1],
  ['-r https://example.invalid/base.txt', 1],
  ['.', 0],
  ['-e .', 0],
  ['-e .[dev]', 0],
  ['--index-url https://example.invalid/simple', 0],
  ['-c constraints.txt', 0],
  ['# ./foo', 0],
  [`b==1.0 \\\n    ${HASHES.join(' \\\n    ')}`, 0],
])('what a list requires without a name is a gap where nothing is installed: %s', async (line, gaps) => {
  const files = { 'main.py': '', 'requirements.txt': `a==1.0\n${line}\n` };
  const { packages, problems } = await pypi.extract(memoryTree(files), { isImage: false });
  expect(packages.map(({ name }) => name)).toContain('a');
  expect(packages.some(({ name }) => name === 'b')).toBe(line.startsWith('b=='));
  expect(problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toHaveLength(gaps);
  const installed = await pypi.extract(memoryTree({ ...files, ...wheel('a', '1.0') }), { isImage: false });
  expect(installed.problems.filter(({ affectsCompleteness }) => affectsCompleteness)).toEqual([]);
});

it.each<[what: string, files: Record<string, string>, rows: string[]]>([
  [
    'constraints give versions and no packages',
    { 'requirements.txt': '-c limits.txt\nA\nb==2\n', 'limits.txt': 'a==1.5\nb==3\nc==4\n' },
    ['A 1.5', 'b 2'],
  ],
  [
    'constraints whose conditions exclude each other give none that is not certain',
    {
      'requirements.txt': '-c limits.txt\na\nb\nc\nd\n',
      'limits.txt':
        "a==2; sys_platform == 'linux'\na==1; sys_platform == 'win32'\nb==1; sys_platform == 'win32'\n" +
        "b==2\nc==1\nc==2\nd==1; platform_machine == 'arm64'\n",
    },
    ['a 2', 'b 2', 'c null', 'd null'],
  ],
  ['constraints that are not there give nothing', { 'requirements.txt': '-c gone.txt\na\n' }, ['a null']],
  [
    'a pylock of another name',
    { 'pylock.prod.toml': 'lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1.0"\n' },
    ['a 1.0'],
  ],
  [
    'a pylock without a name comes first',
    {
      'pylock.dev.toml': 'lock-version = "1.0"\n[[packages]]\nname = "b"\nversion = "1.0"\n',
      'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "a"\nversion = "1.0"\n',
    },
    ['a 1.0'],
  ],
])('%s', async (_what, files, rows) => {
  const { packages } = await pypi.extract(memoryTree(files), { isImage: false });
  expect(packages.map(({ name, version }) => `${name} ${version}`)).toEqual(rows);
});

describe('a manifest', () => {
  const MANIFEST = '[project]\nname = "app"\ndependencies = ["a==1", "b"]\n';

  it.each<[what: string, files: Record<string, string>, names: string[]]>([
    ['lists what nothing else does', { 'pyproject.toml': MANIFEST }, ['a', 'b']],
    ['comes after a list of requirements', { 'pyproject.toml': MANIFEST, 'requirements.txt': 'c==1' }, ['c']],
    [
      "of a workspace's member comes after its lockfile",
      { 'uv.lock': UV(['d'], lock(['d', '1'])), 'members/m/pyproject.toml': MANIFEST },
      ['d'],
    ],
    ['of settings alone leaves another list', { 'pyproject.toml': '[tool.black]\n' }, []],
    ['inside of a package is none of the application', { 'site-packages/p/pyproject.toml': MANIFEST }, []],
  ])('%s', async (_what, files, names) => {
    const { packages } = await pypi.extract(memoryTree({ 'main.py': '', ...files }), { isImage: false });
    expect(packages.map(({ name }) => name)).toEqual(names);
  });

  it('tells what is direct of installed packages, and compares what it pins', async () => {
    const files = { ...wheel('a', '2'), ...wheel('c', '1'), 'pyproject.toml': MANIFEST };
    const { packages, drifts: found, problems } = await pypi.extract(memoryTree(files), { isImage: false });
    expect(packages.map(({ name, direct }) => [name, direct])).toEqual([
      ['a', true],
      ['c', false],
    ]);
    expect(found).toMatchObject([{ kind: 'version', name: 'a', lockedVersion: '1' }]);
    expect(problems).toEqual([]);
  });
});
