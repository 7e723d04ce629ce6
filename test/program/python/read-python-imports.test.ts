import { describe, expect, it, test } from 'vitest';
import { readPythonImports } from '../../../src/program/python/read-python-imports.js';

/** `start a.b`, `call .c(x,y)`, `may d(*)` for each import. */
function importsOf(source: string): string[] {
  return readPythonImports(source).imports.map(({ kind, level, parts, names, isStar }) => {
    const taken = [...names, ...(isStar ? ['*'] : [])].join(',');
    return `${kind} ${'.'.repeat(level)}${parts.join('.')}${taken === '' ? '' : `(${taken})`}`;
  });
}

describe('import statements', () => {
  it.each<readonly [source: string, ...imports: string[]]>([
    ['import a', 'start a'],
    ['import a.b as c, d', 'start a.b', 'start d'],
    ['from a import b', 'start a(b)'],
    ['from . import b', 'start .(b)'],
    ['from ...a.b import (c as d,\n  e,  # f\n)', 'start ...a.b(c,e)'],
    ['from a import *', 'start a(*)'],
    ['import a; import b', 'start a', 'start b'],
    ['import a, \\\n  b', 'start a', 'start b'],
    ['x = 1; from a import b', 'start a(b)'],
    ['"""\nimport no\n"""\nimport a', 'start a'],
    ["x = 'import no'"],
    ["x = f'{y['import no']}'\nimport a", 'start a'],
    ["x = r'\\'\nimport a", 'start a'],
    ['# import no'],
    ['def f():\n    yield from no'],
    ['importer = 1\nfrom_ = 2'],
    ['from .import a', 'start .(a)'],
    ['\tif x:\n\t    import a\n\timport b', 'start a', 'start b'],
    ['\uFEFFimport a', 'start a'],
  ])('%j', (source, ...imports) => {
    expect(importsOf(source)).toEqual(imports);
  });

  it('are found behind brackets and texts that are never closed', () => {
    expect(importsOf('x = (1,\nimport a\ny = "\nimport b\n')).toEqual(['start a', 'start b']);
  });

  it('of Python 2 are found', () => {
    expect(importsOf('print "x"\nexec "y"\nimport a\nraise E, "z"\nfrom b import c')).toEqual([
      'start a',
      'start b(c)',
    ]);
  });
});

describe('when an import runs', () => {
  it.each<readonly [source: string, ...imports: string[]]>([
    ['def f():\n    import a\nimport b', 'call a', 'start b'],
    ['async def f(): import a', 'call a'],
    ['class A:\n    import a\n    def f(self):\n        import b', 'start a', 'call b'],
    ['if TYPE_CHECKING:\n    import no\nelse:\n    import a', 'start a'],
    ['if typing.TYPE_CHECKING: import no'],
    ['if not TYPE_CHECKING:\n    import a', 'start a'],
    ["if __name__ == '__main__':\n    import no"],
    [
      'try:\n    import a\nexcept ImportError:\n    import b\nelse:\n    import c',
      'start a',
      'may b',
      'start c',
    ],
    ['if sys.version_info >= (3, 11):\n    import a\nelse:\n    import b', 'may a', 'may b'],
    ['if debug:\n    import a', 'start a'],
    ['with x:\n    import a\nfor y in z:\n    import b', 'start a', 'start b'],
    ['def f():\n  try:\n    import a\n  except:\n    import b', 'call a', 'may b'],
    ['match x:\n  case 1:\n    import a', 'start a'],
    ['match = 1\ncase = 2\nimport a', 'start a'],
    ['def f(\n    x=(\n1,\n),\n):\n    import a\nimport b', 'call a', 'start b'],
  ])('%j', (source, ...imports) => {
    expect(importsOf(source)).toEqual(imports);
  });
});

describe('imports by a name that code has', () => {
  it.each<readonly [source: string, ...imports: string[]]>([
    ["importlib.import_module('a.b')", 'start a.b'],
    ["import_module('.a', __package__)", 'start .a'],
    ["import_module('.a', package=__name__)", 'start .a'],
    ["__import__('a', fromlist=['b'])", 'start a(*)'],
    ["def f():\n    return import_module('a')", 'call a'],
    ["exec('import a')", 'may a'],
  ])('%j', (source, ...imports) => {
    const found = readPythonImports(source);
    expect(importsOf(source)).toEqual(imports);
    expect(found.isOpen).toBe(false);
  });

  it.each([
    ['importlib.import_module(name)'],
    ["importlib.import_module('.a', package)"],
    ["import_module('a' + x)"],
    ["import_module(f'{a}.b')"],
    ['load = importlib.import_module'],
    ['from importlib import import_module as load'],
    ['loader.exec_module(x)'],
    ['list(map(__import__, names))'],
  ])('%j computes it', (source) => {
    expect(readPythonImports(source).isOpen).toBe(true);
  });

  it.each([
    ["import_module(f'a.b.{c}')", 'a.b.'],
    ["import_module('a.b.%s' % c)", 'a.b.'],
    ["import_module('a.{}'.format(c))", 'a.'],
    ["import_module('.' + c, __package__)", '.'],
  ])('%j has the start of it', (source, prefix) => {
    expect(readPythonImports(source)).toMatchObject({ prefixes: [prefix], isOpen: false });
  });

  it.each<readonly [source: string, ...imports: string[]]>([
    ["for p in ('a', 'b.c'):\n    locals()[p] = __import__(p)", 'start a', 'start b.c'],
    ["for p in 'a', 'b':\n    __import__(p)", 'start a', 'start b'],
    ["for p in ['a']: __import__(p)", 'start a'],
    ["NAMES = ('a', 'b',)\nfor p in NAMES:\n    import_module(p)", 'start a', 'start b'],
    ["NAME = 'a'\nimport_module(NAME)", 'start a'],
    ["def f():\n    for p in ('a',):\n        import_module(p)", 'call a'],
    ["if sys.version_info > (3,):\n    for p in ('a',):\n        import_module(p)", 'may a'],
    ["[import_module(p) for p in ('a', 'b')]", 'start a', 'start b'],
    ["for p in ('a', 'b'):\n    import_module('x.' + p)", 'start x.a', 'start x.b'],
    ["for p in ('a',):\n    import_module(f'.{p}', __package__)", 'start .a'],
    ["for p in ('a',):\n    import_module('.' + p, other)"],
    ["for p in ('a',):\n    __import__(p, fromlist=['b'])", 'start a(*)'],
    ["for p in ('a',):\n    for q in ('b',):\n        import_module(p)", 'start a'],
    ["async def f():\n    async for p in ('a',):\n        import_module(p)", 'call a'],
  ])('%j knows the names, and stays open', (source, ...imports) => {
    expect(importsOf(source)).toEqual(imports);
    const { isOpen, prefixes } = readPythonImports(source);
    expect(isOpen || prefixes.length > 0).toBe(true);
  });

  it.each([
    "for p in ('a',):\n    p = other()\n    import_module(p)",
    "for p in ('a',):\n    p += '.b'\n    import_module(p)",
    "for p in ('a',):\n    for p in others:\n        import_module(p)",
    "for p in ('a',):\n    with x as p:\n        import_module(p)",
    "for p in ('a',):\n    pass\nimport_module(p)",
    "for p, q in ('a', 'b'):\n    import_module(p)",
    "for p in ('a', other):\n    import_module(p)",
    "for p in ('a',) + others:\n    import_module(p)",
    "NAME = 'a'\nNAME = other()\nimport_module(NAME)",
    "NAME = 'a'\ndef f(NAME):\n    import_module(NAME)",
    "NAME = 'a' if x else y\nimport_module(NAME)",
    "for p in ('not a name', ''):\n    import_module(p)",
    `for p in (${"'a',".repeat(600)}):\n    import_module(p)`,
  ])('%j knows no name', (source) => {
    expect(importsOf(source)).toEqual([]);
    expect(readPythonImports(source).isOpen).toBe(true);
  });

  it('a definition of such a function imports nothing', () => {
    expect(readPythonImports('def import_module(name): pass').isOpen).toBe(false);
  });
});

test.each([
  ['from importlib.metadata import entry_points', { loadsEntryPoints: true }],
  ['for x in pkg_resources.iter_entry_points(y): pass', { loadsEntryPoints: true }],
  ["sys.path.insert(0, 'vendored')", { changesPath: true }],
  ['os.path.join(a, b)', { changesPath: false }],
  ['import unzip_requirements', { changesPath: true }],
  ['import joblib', { loadsPickles: true }],
  ['logging.config.dictConfig(x)', { loadsByConfiguration: true }],
])('%j', (source, facts) => {
  expect(readPythonImports(source)).toMatchObject(facts);
});

test('names in quotes are words, sentences are not', () => {
  const { words } = readPythonImports("a = ['x.y', \"z:main\", 'of two', '', 'a/b', '.rel', 'é']");
  expect([...words]).toEqual(['x.y', 'z:main', 'a/b', '.rel']);
});

test('names of Object are names as others', () => {
  expect(importsOf('import __proto__, constructor')).toEqual(['start __proto__', 'start constructor']);
});
