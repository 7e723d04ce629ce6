import type { VariableDeclaration } from 'acorn';
import { parse } from 'acorn';
import { expect, it } from 'vitest';
import { namesInPattern } from '../../src/syntax/index.js';

it.each([
  ['a', ['a']],
  ['[a, , b]', ['a', 'b']],
  ['{ a, b: c }', ['a', 'b', 'c']],
  ['{ a: [{ b }] = c, ...d }', ['a', 'b', 'c', 'd']],
])('the names in %s', (pattern, names) => {
  const [first] = parse(`var ${pattern} = x`, { ecmaVersion: 'latest' }).body;
  const { declarations } = first as VariableDeclaration;
  expect([...new Set(declarations.flatMap(({ id }) => namesInPattern(id)))].sort()).toEqual(names);
});
