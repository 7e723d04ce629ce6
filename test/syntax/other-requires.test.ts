import { expect, test } from 'vitest';
import { otherRequires, parseScript, requireNames } from '../../src/syntax/index.js';

/** The calls that are found in a text, as they are written. */
function callsIn(text: string): string[] {
  const program = parseScript(text);
  const calls = program ? otherRequires(program, requireNames(text)) : [];
  return [...calls].map(({ start, end }) => text.slice(start, end)).toSorted();
}

const SHIM = 'var X=(t=>typeof require<"u"?require:new Proxy(t,{}))(function(t){throw Error(t)});';

test.each<[what: string, text: string, calls: string[]]>([
  ['esbuild', `${SHIM} var a = f((e, m) => { m.exports = X("ws") })`, ['X("ws")']],
  ['a banner', 'import{createRequire as c}from"module";const r=c(import.meta.url);r("a")', ['r("a")']],
  ['a member', 'import m from "module";const r=m.createRequire(import.meta.url);r("a")', ['r("a")']],
  ['a member, as CommonJS has it', 'var m=require("module"),r=(0,m.createRequire)(u);r("a")', ['r("a")']],
  ['what is called before', 'function f() { return r("a") } var r = require', ['r("a")']],
  ['what is given later', 'let r; r = require; r("a")', ['r("a")']],
  ['what is given where it is not seen', '{ let r = require; r("a") } r("b")', ['r("a")']],
  ['what var gives', '{ var r = require; } r("b")', ['r("b")']],
  ['another of the same name', `${SHIM} f(X => X("a")); { let X = g; X("b") } X("c")`, ['X("c")']],
  ['other kinds of the same name', `${SHIM} (function X() { X("a") })(); try {} catch (X) { X("b") }`, []],
  ['a function in a block', `${SHIM} { function X() {} X("a") } X("b")`, ['X("b")']],
  ['parts of a pattern', `${SHIM} function f() { const { y: [X = 1] } = z; X("a") }`, []],
  ['what is made of something else', 'const r = fileURLToPath(import.meta.url); r("a")', []],
  ['what is like esbuild', 'var r = (t => typeof require < "u" ? t : 1)(2); r("a")', []],
])('%s', (_what, text, calls) => {
  expect(callsIn(text)).toEqual(calls);
});

test('code that nests as deep as it likes', () => {
  const program = parseScript(`const r = require; ${'{'.repeat(2000)}r("a")${'}'.repeat(2000)}`);
  expect(program && otherRequires(program, new Set(['r'])).size).toBe(1);
});
