import { describe, expect, it, test } from 'vitest';
import type { ServerlessFunction } from '../../../src/model/index.js';
import type { Answer } from '../../support/loaded-packages.js';
import { distribution, pythonAnswers } from '../../support/python-packages.js';

type Files = Readonly<Record<string, string>>;

const A = distribution('a', { 'a/__init__.py': '', 'a/sub.py': 'import b\n' });
const B = distribution('b', { 'b/__init__.py': '', 'b/more.py': '' });

describe('what a handler loads', () => {
  it.each<readonly [what: string, app: Files, a: Answer, b: Answer]>([
    ['nothing', { 'app.py': '' }, 'no', 'no'],
    ['a package', { 'app.py': 'import a' }, 'start', 'no'],
    ['a submodule', { 'app.py': 'from a import sub' }, 'start', 'start'],
    ['a package in a function', { 'app.py': 'def handler():\n  import a.sub' }, 'call', 'call'],
    ['its own module', { 'app.py': 'import own', 'own.py': 'import b' }, 'no', 'start'],
    [
      'its own package',
      { 'app.py': 'from own.x import y', 'own/x.py': 'from . import z', 'own/z.py': 'import b' },
      'no',
      'start',
    ],
    ['types', { 'app.py': 'if TYPE_CHECKING:\n  import a' }, 'no', 'no'],
    ['an alternative', { 'app.py': 'try:\n  import a\nexcept ImportError:\n  import b' }, 'start', 'unknown'],
    ['a module of that name of its own', { 'app.py': 'import a', 'a.py': '' }, 'start', 'no'],
    ['a name', { 'app.py': "import importlib\nimportlib.import_module('a.sub')" }, 'start', 'start'],
    ['a computed name', { 'app.py': 'import importlib\nimportlib.import_module(x)' }, 'unknown', 'unknown'],
    ['pickles', { 'app.py': 'import joblib\njoblib.load(x)' }, 'unknown', 'unknown'],
    [
      'logs by a configuration',
      { 'app.py': "from logging.config import dictConfig\ndictConfig({'class': 'a.Handler'})" },
      'unknown',
      'no',
    ],
    [
      'logs by a file',
      { 'app.py': 'logging.config.dictConfig(yaml.load(f))', 'logs.yaml': 'class: b.Handler' },
      'no',
      'unknown',
    ],
    ['a start module', { 'app.py': '', 'sitecustomize.py': 'import a' }, 'start', 'no'],
    ['lines of a .pth file', { 'app.py': '', 'x.pth': 'import b\n' }, 'no', 'start'],
    [
      'a folder that it adds',
      { 'app.py': "sys.path.insert(0, './lib')\nimport own", 'lib/own.py': 'import b' },
      'no',
      'start',
    ],
    [
      'a folder that is not known',
      { 'app.py': 'sys.path.insert(0, folder())\nimport own', 'lib/own.py': 'import b' },
      'no',
      'unknown',
    ],
    [
      'code that is too large',
      { 'app.py': `import own\n`, 'own.py': `#${'x'.repeat(5_000_000)}` },
      'unknown',
      'unknown',
    ],
    [
      'compiled code',
      { 'app.py': 'import own', 'own.pyc': '\u0001\u0002\u0000a.sub\u0000' },
      'unknown',
      'unknown',
    ],
    ['native code', { 'app.py': 'import own', 'own.abi3.so': '\u007fELF\u0000b\u0000' }, 'no', 'unknown'],
  ])('%s', async (...[, app, a, b]) => {
    expect(await pythonAnswers({ files: { ...app, ...A, ...B } })).toEqual({ a, b });
  });
});

describe('what a package loads', () => {
  it.each<readonly [what: string, code: Files, a: Answer, b: Answer]>([
    [
      'by a computed name: any package that code names',
      { 'p/__init__.py': "import_module(name)\nKNOWN = ['a.sub']" },
      'unknown',
      'unknown',
    ],
    [
      'by a computed name: nothing that no code names',
      { 'p/__init__.py': 'import_module(name)' },
      'no',
      'no',
    ],
    [
      'by a name that begins as its own',
      { 'p/__init__.py': "import_module(f'p.{x}')\nX = ['a']", 'p/x.py': 'import b' },
      'no',
      'unknown',
    ],
    [
      'by a name in its package',
      { 'p/__init__.py': "import_module('.' + x, __package__)", 'p/x.py': 'import b' },
      'no',
      'unknown',
    ],
    [
      'by lazy attributes',
      { 'p/__init__.py': 'def __getattr__(name):\n  from . import x', 'p/x.py': 'import b' },
      'no',
      'call',
    ],
    [
      'by stars',
      { 'p/__init__.py': 'from p.x import *', 'p/x/__init__.py': '', 'p/x/y.py': 'import b' },
      'no',
      'unknown',
    ],
    ['by its namespace', { 'p/__init__.py': 'from n import x', 'n/x.py': 'import b' }, 'no', 'start'],
  ])('%s', async (...[, code, a, b]) => {
    const files = { 'app.py': 'import p', ...distribution('p', code), ...A, ...B };
    expect(await pythonAnswers({ files })).toEqual({ a, b, p: 'start' });
  });
});

test('entry points of packages may be loaded by code that looks for them', async () => {
  const plugin = {
    ...distribution('plugin', { 'plugin.py': 'import b' }),
    'plugin-1.0.dist-info/entry_points.txt':
      '[console_scripts]\nx = a:main\n[app.plugins]\none = plugin:One\n',
  };
  const files = { ...plugin, ...A, ...B };
  expect(await pythonAnswers({ files: { ...files, 'app.py': 'metadata.entry_points()' } })).toEqual({
    a: 'no',
    b: 'unknown',
    plugin: 'unknown',
  });
  expect(await pythonAnswers({ files: { ...files, 'app.py': '' } })).toMatchObject({ plugin: 'no' });
});

describe('layers', () => {
  const layer = { ...distribution('l', { 'l/__init__.py': 'import a.sub' }, 'python') };
  const site = 'python/lib/python3.12/site-packages';

  it('are searched behind the function, and their code finds its packages', async () => {
    const files = { 'app.py': 'import l', ...A, ...B };
    expect(await pythonAnswers({ files, layers: [layer] })).toEqual({
      'l@layer': 'start',
      a: 'unknown',
      b: 'no',
    });
  });

  it('hold parts of namespaces', async () => {
    const files = {
      'app.py': 'from google.cloud import storage',
      ...distribution('g', { 'google/cloud/other.py': '' }),
    };
    const more = distribution('s', { 'google/cloud/storage/__init__.py': '' }, site);
    expect(await pythonAnswers({ files, layers: [more] })).toEqual({ g: 'no', 's@layer': 'start' });
  });

  it('may replace each other', async () => {
    const files = { 'app.py': 'import a' };
    const layers = [
      distribution('a', { 'a/__init__.py': '' }, 'python'),
      distribution('a', { 'a/__init__.py': '' }, site),
    ];
    const answers = await pythonAnswers({ files, layers });
    expect(answers).not.toHaveProperty('a@layer', 'no');
  });
});

test("the runtime's SDK loads copies of its requirements from the function", async () => {
  const files = { 'app.py': 'import boto3', ...distribution('urllib3', { 'urllib3/__init__.py': '' }), ...A };
  expect(await pythonAnswers({ files })).toEqual({ urllib3: 'unknown', a: 'no' });
});

test('packages without a script of the function itself are not called not loaded', async () => {
  const answers = await pythonAnswers({ files: { ...A, ...B, 'index.js': '' }, fn: { handler: null } });
  expect(answers).toEqual({ a: 'unknown', b: 'unknown' });
});

describe('functions', () => {
  const files = { 'app.py': 'import a', 'other.py': '', 'in/x.py': 'import b', ...A, ...B };

  it.each<readonly [what: string, fn: Partial<ServerlessFunction>, a: Answer, b: Answer]>([
    ['of another module', { handler: 'other.handler' }, 'no', 'no'],
    ['of a folder', { handler: 'in/x.handler' }, 'no', 'start'],
    ['without a handler', { handler: null }, 'unknown', 'unknown'],
    ['with a handler that is not there', { handler: 'missing.handler' }, 'unknown', 'unknown'],
    ['in JavaScript', { runtime: 'nodejs22.x' }, 'unknown', 'unknown'],
    ['of an unknown runtime', { runtime: null }, 'start', 'no'],
    ['with another search path', { environment: ['PYTHONPATH'] }, 'start', 'unknown'],
  ])('%s', async (...[, fn, a, b]) => {
    expect(await pythonAnswers({ files, fn })).toEqual({ a, b });
  });
});
