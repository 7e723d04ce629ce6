import { expect, test } from 'vitest';
import { PythonModules } from '../../../src/ecosystems/index.js';
import { PythonFlow } from '../../../src/program/python-flow/python-flow.js';
import type {
  OutsideValue,
  PythonDomain,
  PythonValue,
} from '../../../src/program/python-flow/python-value.js';
import { parsePython, type PythonScript } from '../../../src/syntax/index.js';
import { withLimit } from '../../support/lowered-limit.js';

/** Notes the names of calls: `x.go` for a member of what is imported as `x`. */
class ToyDomain implements PythonDomain {
  calls = new Set<string>();
  readonly data = this.imported('data');

  begin(): void {
    this.calls = new Set();
  }

  imported(name: string): OutsideValue {
    return { kind: 'outside', key: name, what: name };
  }

  member(value: OutsideValue, name: string): PythonValue[] {
    return [this.imported(`${value.key}.${name}`)];
  }

  nameOf({ key }: OutsideValue): string {
    return key;
  }

  returned(): PythonValue {
    return this.data;
  }

  item(): PythonValue[] {
    return [];
  }

  call(value: OutsideValue): PythonValue[] {
    this.calls.add(value.key);
    return [];
  }

  callUnknown(name: string): [] {
    this.calls.add(`?.${name}`);
    return [];
  }

  escape(): void {
    // Only calls are noted.
  }
}

async function openFlow(files: Readonly<Record<string, string>>, domain: ToyDomain): Promise<PythonFlow> {
  const scripts = new Map<string, PythonScript>();
  for (const [path, text] of Object.entries(files)) {
    const script = await parsePython(text);
    if (typeof script !== 'string') scripts.set(path, script);
  }
  return new PythonFlow({ scripts, modules: new PythonModules(scripts.keys()), roots: [''] }, domain);
}

async function flowOf(
  files: Readonly<Record<string, string>>,
  handler: string | null = 'handler',
  { domain = new ToyDomain() } = {},
) {
  const flow = await openFlow(files, domain);
  const isDone = flow.run('app.py', handler);
  return { calls: [...domain.calls].sort(), isDone, flow };
}

const H = 'def handler(event, context):\n';

test.each<readonly [source: string, ...calls: string[]]>([
  [`import x\n${H}  x.a()`, 'x.a'],
  [`import x\ndef dead():\n  x.a()\n${H}  pass`],
  [
    `import x\ndef f(g, *rest, key=None, **more):\n  g(); rest[0](); key(); more['m']()\n${H}  f(x.a, x.b, key=x.c, m=x.d)`,
    'x.a',
    'x.b',
    'x.c',
    'x.d',
  ],
  [`import x\n${H}  a, b = x.a, x.b\n  b()`, 'x.b'],
  [`import x\n${H}  if (f := x.a):\n    f()`, 'x.a'],
  [`import x\n${H}  [f() for f in (x.a, x.b)]`, 'x.a', 'x.b'],
  [
    `import x\nclass A:\n  go = x.a\n  @staticmethod\n  def s():\n    x.b()\n  @classmethod\n  def c(cls):\n    cls.go()\n${H}  A.s()\n  A.c()`,
    'x.a',
    'x.b',
  ],
  [`import x\nclass A:\n  def __call__(self, e, c):\n    x.a()\nhandler = A()`, 'x.a'],
  [`import x\nclass A:\n  def __enter__(self):\n    return x.a\n${H}  with A() as f:\n    f()`, 'x.a'],
  [`import x\n${H}  elsewhere.unknown(x)`, '?.unknown'],
  [`import x\n${H}  d = dict(a=x.a)\n  d.update({'b': x.b})\n  for f in d.values():\n    f()`, 'x.a', 'x.b'],
])('%j', async (source, ...calls) => {
  expect(await flowOf({ 'app.py': source })).toMatchObject({ calls, isDone: true });
});

test('own modules are followed, by their names, relatively and by stars', async () => {
  const { calls, flow } = await flowOf({
    'app.py': `import pkg.one\nfrom pkg import two\nfrom pkg.three import *\n${H}  pkg.one.f()\n  two.f()\n  three()`,
    'pkg/__init__.py': '',
    'pkg/one.py': 'import x\ndef f():\n  x.one()',
    'pkg/two.py': 'from . import one as other\ndef f():\n  other.f()',
    'pkg/three.py': 'import x\ndef three():\n  x.three()',
    'unused.py': 'import x\nx.no()',
  });
  expect(calls).toEqual(['x.one', 'x.three']);
  expect(flow.followed()).not.toContain('unused.py');
});

test('without a handler everything that can be called is called', async () => {
  const { calls, flow } = await flowOf(
    { 'app.py': 'import x\nN = 1\ndef a():\n  x.a()\ndef b():\n  x.b()' },
    null,
  );
  expect(calls).toEqual(['x.a', 'x.b']);
  expect(flow.callableNames('app.py')).toEqual(['a', 'b']);
});

test('a chain of calls evaluates each call once a round', async () => {
  let count = 0;
  class CountingDomain extends ToyDomain {
    override call(): PythonValue[] {
      count += 1;
      return [];
    }
  }
  const chain = `x.a()${'.b()'.repeat(12)}`;
  await flowOf({ 'app.py': `import x\n${H}  ${chain}` }, 'handler', { domain: new CountingDomain() });
  expect(count).toBeLessThan(20);
});

test('a method that was bound before it became an attribute keeps its receiver', async () => {
  const code = `import x\nclass A:\n  def m(self):\n    self.f()\na = A()\na.f = x.a\nclass B:\n  f = x.b\nb = B()\nb.m = a.m\n${H}  b.m()`;
  expect(await flowOf({ 'app.py': code })).toMatchObject({ calls: ['x.a'], isDone: true });
});

const DOUBLING = `import x\n${H}  y = x\n${Array.from('abcdefgh')
  .map((name) => `  y = y.${name}\n`)
  .join('')}`;

test.each(['python-values', 'python-steps'] as const)('more values than %s end the search', async (limit) => {
  expect(await flowOf({ 'app.py': DOUBLING })).toMatchObject({ isDone: false });
  expect(await withLimit(limit, 20, () => flowOf({ 'app.py': `${DOUBLING}  x.a()` }))).toMatchObject({
    isDone: false,
  });
});

test('a long chain of base classes is no recursion, and ends the search', async () => {
  const classes = Array.from({ length: 6000 }, (_, at) => `class A${at + 1}(A${at}): pass\n`).join('');
  const code = `import x\nclass A0:\n  def go(self):\n    x.a()\n${classes}${H}  A6000().go()`;
  const isDone = await withLimit(
    'python-steps',
    100_000,
    async () => (await flowOf({ 'app.py': code })).isDone,
  );
  expect(isDone).toBe(false);
});

test('an object that holds itself under many keys has each value once', async () => {
  const keys = Array.from({ length: 40 }, (_, at) => `  d['k${at}'] = d\n`).join('');
  const code = `import x\n${H}  d = {'a': x.a}\n${keys}  e = d[data]${'[data]'.repeat(6)}\n  e()`;
  expect(await flowOf({ 'app.py': code })).toMatchObject({ calls: ['x.a'], isDone: true });
});

test('a single round ends when the turns are spent', async () => {
  const code = `import x\n${H}${'  x\n'.repeat(12_000)}  x.last()`;
  const followAll = async (turns: number) => {
    const domain = new ToyDomain();
    const flow = await openFlow({ 'app.py': code }, domain);
    return [flow.runAll(['app.py'], turns, () => {}), ...domain.calls];
  };
  expect(await followAll(1)).toEqual([false]);
  expect(await followAll(100)).toEqual([true, 'x.last']);
});
