import { describe, expect, it } from 'vitest';
import { hooks } from '../../../src/detectors/hooks/index.js';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { NO_INVENTORY, type ArtifactKind } from '../../../src/model/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';

async function foundIn(files: Readonly<Record<string, string>>, kind: ArtifactKind = 'function') {
  const tree = memoryTree(files);
  const { packages } = await pypi.extract(tree, { isImage: kind === 'image' });
  const { findings } = await hooks.detect({
    tree,
    inventory: { ...NO_INVENTORY, packages },
    signatures: { version: 'none', rules: [] },
    kind,
    found: [],
  });
  return findings.map(({ rule, severity, title }) => `${rule} ${severity} ${title}`);
}

const other = installedWheel('', { name: 'other', version: '1', files: { 'other/__init__.py': '#\n' } });

describe('a .pth file that imports', () => {
  it('is named with its package', async () => {
    const files = installedWheel('', {
      name: 'starter',
      version: '2',
      files: { 'starter.pth': 'import starter\n' },
    });
    expect(await foundIn(files)).toEqual([
      'python-pth medium Python runs code from starter.pth (of starter 2) at every start: it imports a module',
    ]);
  });

  it('is high where packages lie beside it and none lists it', async () => {
    expect(await foundIn({ ...other, 'zz.pth': 'import hidden\n' })).toEqual([
      'python-pth high Python runs code from zz.pth, and no package lists it at every start: it imports a module',
    ]);
  });
});

describe('modules that Python finds first', () => {
  it.each<[string, readonly [ArtifactKind, string, string], readonly string[]]>([
    [
      'of its own library',
      ['function', 'queue.py', 'x = 1\n'],
      ["python-shadow low queue.py is loaded instead of Python's own module queue"],
    ],
    [
      'of its own library, in a layer',
      ['layer', 'python/json/__init__.py', 'x = 1\n'],
      ["python-shadow medium python/json/__init__.py is loaded instead of Python's own module json"],
    ],
    [
      'that are loaders',
      ['function', 'random.py', 'exec(base64.b64decode("eA=="))\n'],
      [
        "python-shadow critical random.py is loaded instead of Python's own module random: it decodes or fetches code and runs it",
      ],
    ],
    ['that Python has loaded before', ['function', 'os.py', 'x = 1\n'], []],
    ['that are folders without __init__', ['function', 'html/page.py', 'x = 1\n'], []],
    ['deeper', ['function', 'own/queue.py', 'x = 1\n'], []],
    ['test', ['function', 'test/__init__.py', 'x = 1\n'], []],
  ])('%s', async (_case, [kind, path, text], expected) => {
    expect(await foundIn({ [path]: text }, kind)).toEqual(expected);
  });

  it('backports of packages are none, other packages are', async () => {
    const files = { 'enum/__init__.py': 'x = 1\n' };
    expect(await foundIn(installedWheel('', { name: 'enum34', version: '1', files }))).toEqual([]);
    expect(await foundIn(installedWheel('', { name: 'helpful', version: '1', files }))).toEqual([
      "python-shadow medium enum/__init__.py (of helpful 1) is loaded instead of Python's own module enum",
    ]);
  });

  it("the SDK's without metadata are one finding, a pinned SDK is low in a layer and none in a function", async () => {
    const files = { 'boto3/__init__.py': '#\n' };
    const copies = { 'python/boto3/__init__.py': '#\n', 'python/six.py': '#\n' };
    expect(await foundIn(copies, 'layer')).toEqual([
      "python-sdk-copy medium Modules of the AWS SDK without package metadata are loaded instead of the runtime's: boto3, six",
    ]);
    const pinned = { name: 'boto3', version: '1.40.0', files };
    expect(await foundIn(installedWheel('python', pinned), 'layer')).toEqual([
      "layer-sdk low The layer's own AWS SDK (1 packages) is used instead of the runtime's",
    ]);
    expect(await foundIn(installedWheel('', pinned))).toEqual([]);
  });

  it('an installed package of another folder is named', async () => {
    const wheel = installedWheel('site-packages', {
      name: 'other',
      version: '1',
      files: { 'other/__init__.py': '#\n' },
    });
    expect(await foundIn({ ...wheel, 'other.py': 'x = 1\n' })).toEqual([
      'python-shadow medium other.py is loaded instead of the installed package other',
    ]);
    // A folder with __init__ comes before a file beside it.
    expect(await foundIn({ ...other, 'other.py': 'x = 1\n' })).toEqual([]);
  });
});
