import { expect, it } from 'vitest';
import { runProgram } from '../../support/run-program.js';

const METHOD = "A.prototype.b = () => 'yes, made';";
const called = async (code: string): Promise<string[]> => (await runProgram({ 'index.js': code })).ran;

it.each([
  ['this', "function A() { if (!(this instanceof A)) return { b: () => 'yes, returned' }; }"],
  [
    'a name for this',
    "function A() { var x = this; if (!(x instanceof A)) { return { b: () => 'yes, returned' } } }",
  ],
  ['new.target', "function A() { if (!new.target) return { b: () => 'yes, returned' }; }"],
])('leaves out what a constructor function returns without new: %s', async (_what, code) => {
  expect(await called(`${code} ${METHOD} exports.handler = () => new A().b()`)).toEqual(['yes, made']);
  expect(await called(`${code} ${METHOD} exports.handler = () => A().b()`)).toEqual(['yes, returned']);
});

it.each([
  ['no condition', "function A() { return { b: () => 'yes, returned' }; }"],
  ['another condition', "function A(x) { if (!(x instanceof A)) return { b: () => 'yes, returned' }; }"],
  [
    'another class',
    "function B() {} function A() { if (!(this instanceof B)) return { b: () => 'yes, returned' }; }",
  ],
  ['the other branch', "function A() { if (!new.target) return null; return { b: () => 'yes, returned' }; }"],
])('keeps what a constructor function may return with new: %s', async (_what, code) => {
  expect(await called(`${code} ${METHOD} exports.handler = () => new A().b()`)).toEqual([
    'yes, made',
    'yes, returned',
  ]);
});
