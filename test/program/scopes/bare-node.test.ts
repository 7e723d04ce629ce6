import { parse, type ExpressionStatement } from 'acorn';
import { expect, test } from 'vitest';
import { bareNode } from '../../../src/program/index.js';

function bareOf(code: string) {
  const [statement] = parse(code, { ecmaVersion: 'latest', preserveParens: true }).body;
  const { start, end } = bareNode((statement as ExpressionStatement).expression);
  return code.slice(start, end);
}

test.each([
  ['(a)', 'a'],
  ['((a.b))', 'a.b'],
  ['a?.b', 'a?.b'],
  ['(0, a.b)', 'a.b'],
  ['(0, (1, a))', 'a'],
  ['a + b', 'a + b'],
])('%s is %s', (code, bare) => {
  expect(bareOf(code)).toBe(bare);
});
