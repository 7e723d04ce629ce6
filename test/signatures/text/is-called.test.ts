import { expect, it } from 'vitest';
import { isCalled } from '../../../src/signatures/text/is-called.js';

it.each([
  ['eval(x)', true],
  ['eval (x)', true],
  ['eval\n(x)', true],
  ['eval/* ** */ /**/(x)', true],
  ['eval//\n(x)', true],
  ['eval?.(x)', true],
  ['eval)(x)', true],
  ['eval"](x)', true],
  ['eval/* not closed', true],
  [`eval/*${'x'.repeat(10_000)}*/(x)`, true],
  ['eval', false],
  ['eval text', false],
  ['eval.length', false],
  ['eval;(x)', false],
])('%s: %s', (text, expected) => {
  expect(isCalled(text, 'eval'.length)).toBe(expected);
});
