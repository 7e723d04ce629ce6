import { parse, type FunctionDeclaration } from 'acorn';
import { expect, test } from 'vitest';
import { provedBy } from '../../../src/program/checked/predicates.js';

function proofOf(code: string): readonly [kind: string | null, open: number] {
  const [fn] = parse(code, { ecmaVersion: 'latest' }).body;
  const { kind, open } = provedBy(fn as FunctionDeclaration, {
    parameter: 0,
    element: null,
    isTrue: true,
  });
  return [kind, open.length];
}

test.each<readonly [code: string, kind: string | null, open: number]>([
  ['function f(x) { return /^[a-z]+$/.test(x); }', 'value', 0],
  ["function f(x) { return ['a', 'b'].includes(x); }", 'value', 0],
  ["function f(x) { if (x === 'a') return true; return false; }", 'value', 0],
  ["function f(x) { return x.startsWith('/a/'); }", 'prefix', 0],
  ["function f(x) { return x.startsWith('/'); }", null, 0],
  ["function f(x) { return x.startsWith('/') && !x.startsWith('//'); }", 'prefix', 0],
  ["function f(x) { return x[0] === '/' && x[1] !== '/'; }", 'prefix', 0],
  ["function f(x) { return x[0] !== '/'; }", null, 0],
  ["function f(x) { return typeof x === 'string'; }", 'text', 0],
  ["function f(x) { return typeof x === 'string' && ID.test(x); }", null, 1],
  ["function f(x) { return typeof x === 'number' && ID.test(x); }", 'value', 0],
  ['function f(x) { return x.length < 9; }', 'short', 0],
  ['function f(x) { return x.length > 9; }', null, 0],
  ["function f(x) { if (x.startsWith('/a/')) return true; return true; }", null, 0],
  ['function f(x) { if (A.test(x)) return true; return B.test(x); }', null, 2],
  ['function f(y, x) { return ID.test(x); }', null, 0],
  ["function f([x]) { return x === 'a'; }", null, 0],
  ["function f({ x }) { return x === 'a'; }", null, 0],
  ["function f(y) { const { x } = y; return x === 'a'; }", null, 0],
  ["function f(y) { const x = y.trim(); return x === 'a'; }", 'value', 0],
])('%s', (code, kind, open) => {
  expect(proofOf(code)).toEqual([kind, open]);
});
