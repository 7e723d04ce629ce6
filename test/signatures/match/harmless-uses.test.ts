import { describe, expect, it } from 'vitest';
import { isNoCall, isPlainCall } from '../../../src/signatures/match/harmless-uses.js';

/** The first place of `run` in a text. */
function useIn(text: string) {
  const start = text.search(/\brun\b/);
  return { start, end: start + 'run'.length };
}

describe('a use that calls nothing', () => {
  it.each([
    'run.prototype.x = 1',
    'run\n[0]()',
    'a instanceof run && b()',
    'a == run ? b : c',
    'a.run = (b) => b()',
    'run => run',
    'x="run",y()',
    'a,{"run":b}',
    '// this must run(a)',
    '"[object run]"',
  ])('%j', (text) => {
    expect(isNoCall(text, useIn(text))).toBe(true);
  });
});

describe('a use that may call, or give the name away', () => {
  it.each([
    'run(a)',
    'a = run',
    'a = run;',
    'f(run, a)',
    '(0, x.run)(a)',
    'run?.(a)',
    'run`a`',
    'run/* a */(b)',
    'a == run(b)',
    '// ==\nrun',
    'a instanceof run(b)',
    'return run(a)',
    'new run(a)',
    'case run: b()',
    'a in run(b)',
    'for (a of run(b)) c',
    'a\nrun(b)',
    'x["run"](a)',
    'require("run")(a)',
    'const { run: a } = b',
    'import { run as a } from "b"',
    'export { a as run }',
  ])('%j', (text) => {
    expect(isNoCall(text, useIn(text))).toBe(false);
  });
});

it.each([
  ['run("return this")()', true],
  ['run ( \'a\' , "b", 1 )', true],
  ['run()', true],
  ['run("a" + b)', false],
  ['run(a)', false],
  ['run("a", b)', false],
  [String.raw`run("\x61")`, false],
  ['run(`a`)', false],
])('%j has plain strings and numbers alone: %j', (text, expected) => {
  expect(isPlainCall(text, useIn(text))).toBe(expected);
});
