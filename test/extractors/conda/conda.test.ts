import { expect, it } from 'vitest';
import { extract } from '../../../src/extractors/index.js';
import { conda } from '../../../src/extractors/conda/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const SITE = 'lib/python3.12/site-packages';

/** A record as the format's schema has it, with what an installer adds. */
function record(name: string, version: string, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    name,
    version,
    build: 'h1_0',
    build_number: 0,
    channel: 'https://conda.example.invalid/conda-forge/linux-64',
    subdir: 'linux-64',
    fn: `${name}-${version}-h1_0.conda`,
    depends: [],
    files: [],
    ...more,
  });
}

const PYTHON = ['bin/python3.12', 'lib/python3.12/os.py'];
const BOTO = [`${SITE}/boto3/__init__.py`, `${SITE}/boto3-1.35.0.dist-info/METADATA`];

function environment(prefix: string): Record<string, string> {
  const files: Record<string, string> = {
    'conda-meta/history': '',
    'conda-meta/python-3.12.5-h1_0.json': record('python', '3.12.5', {
      license: 'Python-2.0',
      depends: ['openssl >=3.3,<4.0a0', 'tzdata'],
      files: PYTHON,
      requested_spec: 'python=3.12',
    }),
    'conda-meta/openssl-3.3.1-h1_0.json': record('openssl', '3.3.1', { files: ['lib/libssl.so.3'] }),
    'conda-meta/tzdata-2024a-h1_0.json': record('tzdata', '2024a', {
      channel: 'pkgs/main',
      fn: 'tzdata-2024a-h1_0.tar.bz2',
      files: [],
    }),
    'conda-meta/boto3-1.35.0-py_0.json': record('boto3', '1.35.0', {
      files: BOTO,
      requested_specs: ['boto3'],
    }),
    [PYTHON[0]!]: 'x',
    [PYTHON[1]!]: 'import sys\n',
    'lib/libssl.so.3': 'xx',
    [BOTO[0]!]: 'import os\n',
    [BOTO[1]!]: 'Metadata-Version: 2.1\nName: boto3\nVersion: 1.35.0\n',
  };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));
}

it.each(['', 'opt/conda/envs/fn/'])(
  'lists the packages of an environment, each once, below "%s"',
  async (prefix) => {
    const { packages, problems } = await extract(memoryTree(environment(prefix)), { isImage: false });
    expect(
      packages.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`).toSorted(),
    ).toEqual(['Conda openssl 3.3.1', 'Conda python 3.12.5', 'Conda tzdata 2024a', 'PyPI boto3 1.35.0']);
    expect(problems.map(({ message }) => message)).toEqual([
      'There is no source of advisories for Conda: 3 packages that are none of PyPI are listed, but not checked.',
    ]);
  },
);

it('knows their identity, what they require, and what the user asked for', async () => {
  const { packages } = await extract(memoryTree(environment('')), { isImage: false });
  const rowOf = (wanted: string) => packages.find(({ name }) => name === wanted)!;
  expect(rowOf('openssl').purl).toBe(
    'pkg:conda/openssl@3.3.1?build=h1_0&channel=conda-forge&subdir=linux-64&type=conda',
  );
  expect(rowOf('tzdata').purl).toContain('channel=main&subdir=linux-64&type=tar.bz2');
  expect(rowOf('python')).toMatchObject({
    direct: true,
    licenses: ['Python-2.0'],
    dependencies: [rowOf('openssl').id, rowOf('tzdata').id],
    bytes: 12,
  });
  expect(rowOf('openssl').direct).toBe(false);
});

it('counts the library of Python as known code', async () => {
  const tree = memoryTree(environment(''));
  const { systemFiles } = await conda.extract(tree);
  expect([...(systemFiles ?? [])].toSorted()).toEqual([...PYTHON, 'lib/libssl.so.3'].toSorted());
});

it('keeps tokens of channels out of what it says', async () => {
  const channel = 'https://conda.example.invalid/t/se-cret/private/linux-64';
  const tree = memoryTree({ 'conda-meta/a-1-0.json': record('a', '1', { channel }) });
  const { packages } = await conda.extract(tree);
  expect(packages[0]?.purl).toContain('channel=private');
  expect(JSON.stringify(packages)).not.toContain('se-cret');
});

it('takes a package whose files were removed for none, and a broken record for a problem', async () => {
  const tree = memoryTree({
    'conda-meta/gone-1-0.json': record('gone', '1', { files: ['lib/gone.so'] }),
    'conda-meta/cut-1-0.json': '{"name": "cut", "vers',
    'conda-meta/odd-1-0.json': '[1]',
    'conda-meta/__proto__-1-0.json': record('__proto__', '1', { depends: [1], files: 'x', license: 3 }),
  });
  const { packages, problems } = await conda.extract(tree);
  expect(packages.map(({ name }) => name)).toEqual(['__proto__']);
  expect(problems.map(({ code, path }) => `${code} ${path}`).toSorted()).toEqual([
    'malformed conda-meta/cut-1-0.json',
    'malformed conda-meta/odd-1-0.json',
    'missing conda-meta/__proto__-1-0.json',
    'unresolved conda-meta/gone-1-0.json',
  ]);
});

it.each<[what: string, files: Record<string, string | null>, rows: string[], notes: string[]]>([
  [
    'removed and replaced',
    {
      [BOTO[1]!]: null,
      [`${SITE}/boto3-1.40.0.dist-info/METADATA`]: 'Metadata-Version: 2.1\nName: boto3\nVersion: 1.40.0\n',
    },
    ['PyPI boto3 1.40.0'],
    ['The record of boto3 1.35.0 is left'],
  ],
  // Without other metadata the record is the best that is known.
  ['removed alone', { [BOTO[1]!]: null }, ['Conda boto3 1.35.0'], []],
  [
    'removed, and another package installed beside it',
    {
      [BOTO[1]!]: null,
      [`${SITE}/boto3_stubs-1.40.0.dist-info/METADATA`]:
        'Metadata-Version: 2.1\nName: boto3-stubs\nVersion: 1.40.0\n',
    },
    ['Conda boto3 1.35.0', 'PyPI boto3-stubs 1.40.0'],
    [],
  ],
])('a Python package of Conda whose metadata pip %s', async (...[, changes, rows, notes]) => {
  const all = Object.entries({ ...environment(''), ...changes });
  const files = Object.fromEntries(all.flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
  const { packages, problems } = await extract(memoryTree(files), { isImage: false });
  const shown = packages.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`);
  expect(shown.filter((row) => row.includes('boto3')).toSorted()).toEqual(rows);
  const told = problems.filter(({ message }) => message.includes('boto3')).map(({ message }) => message);
  expect(told.map((message) => notes.find((note) => message.startsWith(note)))).toEqual(notes);
});
