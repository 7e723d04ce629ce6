import { Buffer } from 'node:buffer';
import { expect, it, test } from 'vitest';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { matchPython } from '../../../src/signatures/match/match-python.js';
import type { PythonPattern } from '../../../src/signatures/signature-schema.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';
import { parsePython } from '../../../src/syntax/index.js';

async function linesOf(text: string, wanted: PythonPattern): Promise<readonly (number | null)[]> {
  const script = await parsePython(text);
  const entry = { path: 'a.py', size: text.length, executable: false };
  const file = scannedFile(
    { entry, path: 'a.py', bytes: Buffer.from(text), keywords: new Set() },
    { python: typeof script === 'string' ? null : script },
  );
  return matchPython(file, wanted, { pattern: textPattern, every: true }).map(({ line }) => line);
}

const named = (...call: string[]): PythonPattern => ({ call });

test.each<[what: string, code: string, wanted: PythonPattern, lines: number[]]>([
  ['a built-in function', 'exec(x)', named('exec'), [1]],
  ['another function of that name', 'def exec(x): pass\nexec(x)', named('exec'), []],
  ['a module under another name', 'import os as o\no.system(x)', named('os.system'), [2]],
  ['a name of a module', 'from os import system as s\ns(x)', named('os.system'), [2]],
  ['a variable', 'import os\ngo = os.system\ngo(x)', named('os.system'), [3]],
  [
    'the result of a call',
    'import requests\ns = requests.Session()\ns.post(x)',
    named('requests.Session().post'),
    [3],
  ],
  [
    'an object of `with`',
    'import requests\nwith requests.Session() as s:\n  s.post(x)',
    named('requests.Session().post'),
    [3],
  ],
  [
    'an attribute',
    'import requests\nclass A:\n  def __init__(self):\n    self.s = requests.Session()\n  def go(self):\n    self.s.post(x)',
    named('requests.Session().post'),
    [6],
  ],
  ['alternatives', 'import os\nos.popen(x)', named('os.{system,popen}'), [2]],
  ['anything in a module', 'import httpx\nhttpx.get(x)', named('httpx.*'), [2]],
  ['a member of something unknown', 'def f(s):\n  s.sendall(x)', named('*.sendall'), [2]],
  ['an import in place', "__import__('os').system(x)", named('os.system'), [1]],
  ['a member by its name', "import os\ngetattr(os, 'system')(x)", named('os.system'), [2]],
  [
    'a name that stands in the code',
    "import os\ngetattr(os, 'system')(x)",
    { ...named('os.system'), composed: true },
    [],
  ],
  [
    'a name in two parts',
    "import os\ngetattr(os, 'sys' + 'tem')(x)",
    { ...named('os.system'), composed: true },
    [2],
  ],
  [
    'a name from numbers',
    "import os\ngetattr(os, ''.join(map(chr, [115, 121, 115, 116, 101, 109])))(x)",
    { ...named('os.system'), composed: true },
    [2],
  ],
  [
    'a name from a loop over numbers',
    "import os\ngetattr(os, ''.join(chr(c) for c in [115, 121, 115, 116, 101, 109]))(x)",
    { ...named('os.system'), composed: true },
    [2],
  ],
  [
    'a reversed name',
    "import os\ngetattr(os, 'metsys'[::-1])(x)",
    { ...named('os.system'), composed: true },
    [2],
  ],
  [
    'a decoded name',
    "import os, base64 as b\ngetattr(os, b.b64decode('c3lzdGVt').decode())(x)",
    { ...named('os.system'), composed: true },
    [2],
  ],
  [
    'a name that a function decodes',
    "import os, codecs\nd = lambda t: codecs.decode(t, 'rot13')\ngetattr(os, d('flfgrz'))(x)",
    { ...named('os.system'), composed: true },
    [3],
  ],
  ['escapes', "import os\ngetattr(os, '\\x73ystem')(x)", { ...named('os.system'), composed: true }, [2]],
  [
    'built-in functions in a dictionary',
    "__builtins__.__dict__['ex' + 'ec'](x)",
    { ...named('exec'), composed: true },
    [1],
  ],
])('finds calls by their name: %s', async (...[, code, wanted, lines]) => {
  expect(await linesOf(code, wanted)).toEqual(lines);
});

const secret: PythonPattern = { call: ['send'], from: { text: '^secret$' } };
const environment: PythonPattern = { call: ['send'], from: { name: ['os.environ'], whole: true } };
const decoded: PythonPattern = {
  call: ['exec'],
  from: { text: '^secret$' },
  through: { call: ['zlib.decompress'] },
};
const run: PythonPattern = { call: ['os.system'], from: { call: ['fetch'] }, through: { file: true } };

test.each<[what: string, code: string, wanted: PythonPattern, lines: number[]]>([
  ['as it is', "send('secret')", secret, [1]],
  ['another text', "send('x')", secret, []],
  ['through a variable', "a = 'secret'\nb = a.encode()\nsend(b)", secret, [3]],
  ['in a dictionary and a format', "d = {'a': 'secret'}\nsend(f'x{d}')", secret, [2]],
  ['in a loop and a list', "out = []\nfor x in ['secret']:\n  out.append(x)\nsend(out)", secret, [4]],
  ['through parameters and results', "def f(a, b):\n  return b\nsend(f(1, b='secret'))", secret, [3]],
  ['a parameter that is not returned', "def f(a, b):\n  return a\nsend(f(1, 'secret'))", secret, []],
  ['through a generator', "def f():\n  yield 'secret'\nfor x in f():\n  send(x)", secret, [4]],
  [
    'through a method',
    "class A:\n  def f(self, a):\n    return a\n  def g(self):\n    send(self.f('secret'))",
    secret,
    [5],
  ],
  [
    'through an attribute',
    "class A:\n  def f(self):\n    self.a = 'secret'\n  def g(self):\n    send(self.a)",
    secret,
    [5],
  ],
  [
    'through a thread',
    "from threading import Thread\ndef f(a):\n  send(a)\nThread(target=f, args=('secret',)).start()",
    secret,
    [3],
  ],
  ['its length', "send(len('secret'))", secret, []],
  ['a comparison', "send(x == 'secret')", secret, []],
  ['a named argument that does not count', "send(auth='secret')", { ...secret, besides: ['auth'] }, []],
  [
    'an argument that counts',
    "send('secret', data=1)\nsend(1, data='secret')",
    { ...secret, arguments: ['data'] },
    [2],
  ],
  ['the environment', 'import os\nsend(dict(os.environ))', environment, [2]],
  ['pairs of the environment', 'import os\nsend({k: v for k, v in os.environ.items()})', environment, [2]],
  [
    'a variable of the environment',
    "import os\nsend(os.environ['A'], os.environ.get('B'), os.environ[x])",
    environment,
    [],
  ],
  [
    'a part of the environment',
    "import os\nsend({k: v for k, v in os.environ.items() if k.startswith('A_')})",
    environment,
    [],
  ],
  ['through a step', "import zlib\nexec(zlib.decompress('secret'))", decoded, [2]],
  ['without the step', "exec('secret')", decoded, []],
  [
    'a function that gives something else',
    "import zlib\nexec(zlib.decompress(load('secret')))",
    { ...decoded, from: { text: '^secret$', lost: ['load'] } },
    [],
  ],
  ['the step with another value', "import zlib\nexec('secret' + zlib.decompress('x'))", decoded, []],
  [
    'a file that is written',
    "import os\np = os.path.join(d, 'x')\nwith open(p, 'wb') as f:\n  f.write(fetch())\nos.system(p)",
    run,
    [5],
  ],
  [
    'a file by its name in a command',
    "import os\nopen('/tmp/x', 'w').write(fetch())\nos.system('sh /tmp/x')",
    run,
    [3],
  ],
  ['another file', "import os\nopen('/tmp/x', 'w').write(fetch())\nos.system('sh /tmp/y')", run, []],
  ['a value that is in no file', 'import os\nos.system(fetch())', run, []],
])('follows values: %s', async (...[, code, wanted, lines]) => {
  expect(await linesOf(code, wanted)).toEqual(lines);
});

test.each<[what: string, code: string, lines: number[]]>([
  ['a statement', 'go()', [1]],
  ['a branch', 'if x:\n  go()', [2]],
  ['a function that nobody calls', 'def f():\n  go()', []],
  ['a function that is called', 'def f():\n  go()\nf()', [2]],
  ['a function of a function', 'def f():\n  go()\ndef g():\n  f()\ng()', [2]],
  [
    'a function that is handed on',
    'from threading import Thread\ndef f():\n  go()\nThread(target=f).start()',
    [3],
  ],
  ['functions in a loop', 'def f():\n  go()\nfor x in (f,):\n  x()', [2]],
  ['a constructor', 'class A:\n  def __init__(self):\n    go()\nA()', [3]],
  ['a thread of its own', 'class A(T):\n  def run(self):\n    go()\nA().start()', [3]],
  ['a method that nobody calls', 'class A:\n  def f(self):\n    go()\nA()', []],
  ['a program', "if __name__ == '__main__':\n  go()", []],
])('knows what runs on import: %s', async (_what, code, lines) => {
  expect(await linesOf(code, { call: ['go'], runs: 'import' })).toEqual(lines);
});

it('ends for functions that call each other more and more often', async () => {
  const helpers = Array.from(
    { length: 12 },
    (_, at) => `h${at} = lambda t: ${`h${at + 1}(t)+`.repeat(40)}''`,
  );
  const code = [...helpers, "h12 = lambda t: ''", 'import os', "getattr(os, h0('x') + 'system')(x)"].join(
    '\n',
  );
  expect(await linesOf(code, { call: ['os.system'] })).toEqual([]);
});

it('ends for a name with very many values', async () => {
  const code = `${'x = f(x)\nx.y(x)\n'.repeat(20_000)}send(x)`;
  expect(await linesOf(code, secret)).toEqual([]);
});

it('says that a file without a tree was not read', async () => {
  const entry = { path: 'a.py', size: 1, executable: false };
  const parts = { entry, path: 'a.py', bytes: Buffer.from('x'), keywords: new Set<string>() };
  const [file, unasked] = [scannedFile(parts, { python: null }), scannedFile(parts)];
  expect(matchPython(file, named('exec'), { pattern: textPattern, every: true })).toEqual([]);
  expect(file.problems()).toMatchObject([{ code: 'malformed', path: 'a.py', affectsCompleteness: true }]);
  expect(matchPython(unasked, named('exec'), { pattern: textPattern, every: true })).toEqual([]);
  expect(unasked.problems()).toEqual([]);
});
