import { describe, expect, it, test } from 'vitest';
import type { Extraction } from '../../../src/extractors/index.js';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';

async function extracted(files: Readonly<Record<string, string>>): Promise<Extraction> {
  return pypi.extract(memoryTree(files), { isImage: false });
}

describe('code of no package', () => {
  async function loose(files: Readonly<Record<string, string>>): Promise<readonly [string[], string[]]> {
    const { ownFiles = new Set(), problems } = await extracted(files);
    return [[...ownFiles], problems.map(({ message }) => message)];
  }

  it('hand-written code is the own', async () => {
    const files = {
      'handler.py': 'x',
      'app/__init__.py': '__version__ = "1"',
      'app/__pycache__/__init__.cpython-312.pyc': 'x',
    };
    expect(await loose(files)).toEqual([Object.keys(files).sort(), []]);
  });

  it.each([
    ['a well-known name', { 'requests/__init__.py': 'x' }, 'requests'],
    ['a name in a layer', { 'python/yaml/__init__.py': 'x' }, 'yaml'],
    ['typed packages', { 'thing/py.typed': '', 'thing/a/b.py': 'x' }, 'thing'],
    [
      'version and author',
      { 'thing/__init__.py': "__author__ = 'x'\n__version__ = '1'\n", 'thing/b.py': 'x' },
      'thing',
    ],
    ['compiled code', { 'thing/x.pyc': 'x' }, 'thing'],
    ['native code', { 'thing/x.so': 'x' }, 'thing'],
    ['a folder of packages', { 'lib/python3.9/site-packages/thing.py': 'x' }, 'thing.py'],
    ['a folder of copies', { 'src/vendor/thing/__init__.py': 'x' }, 'src'],
  ])('%s is a package without metadata: a gap', async (_what, files, name) => {
    const [own, messages] = await loose(files);
    expect(own).toEqual([]);
    expect(messages).toEqual([expect.stringContaining(`bytes): ${name}.`)]);
  });

  it("Python's own library is neither", async () => {
    expect(await loose({ 'usr/lib/python3.12/os.py': 'x' })).toEqual([[], []]);
  });
});

test('what code imports and nothing holds', async () => {
  const files = {
    ...installedWheel('', { name: 'a', version: '1.0', files: { 'a/__init__.py': 'x = 1' } }),
    'handler.py':
      'import json, a, boto3, mine, sub.b\nimport gone\ntry:\n  import maybe\nexcept ImportError:\n  pass\n',
    'mine.py': 'from helper import x',
    'sub/b.py': 'import beside',
    'sub/beside.py': '',
  };
  expect((await extracted(files)).unresolvedImports).toEqual([
    { name: 'boto3', ecosystem: 'PyPI', by: 'application' },
    { name: 'gone', ecosystem: 'PyPI', by: 'application' },
    { name: 'helper', ecosystem: 'PyPI', by: 'application' },
    { name: 'maybe', ecosystem: 'PyPI', by: 'attempt' },
  ]);
});
