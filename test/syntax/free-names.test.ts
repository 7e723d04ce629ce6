import { expect, test } from 'vitest';
import { freeNames } from '../../src/syntax/free-names.js';
import { parseScript } from '../../src/syntax/index.js';

test.each<[what: string, text: string, names: string[]]>([
  ['what it uses', 'f(a, b.c, d[e])', ['a', 'b', 'd', 'e', 'f']],
  ['not what members are called', 'a.b.c = { d: e, f }', ['a', 'e', 'f']],
  ['not what it declares', 'function f(a, { b, c: [d] }) { var e = g; return a + b + d + e }', ['g']],
  ['not what is caught', 'try { f() } catch (e) { g(e) }', ['f', 'g']],
  [
    'not names of inner functions and classes',
    'x(function y() { y(); class Z extends A {} new Z })',
    ['A', 'x'],
  ],
  ['keys that are computed', 'x({ [a]: 1, b() {} })', ['a', 'x']],
  ['fewer, where a name is bound anywhere', 'f(a); g((a) => a)', ['f', 'g']],
])('%s', (_what, text, names) => {
  const program = parseScript(text);
  expect(program && [...freeNames(program)].sort()).toEqual(names);
});
