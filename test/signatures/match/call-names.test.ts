import { expect, it } from 'vitest';
import { nameOf, treeFacts } from '../../../src/signatures/match/call-names.js';
import { parseScript } from '../../../src/syntax/index.js';

/** Name of the last call of a text. */
function lastCall(text: string): string | null {
  const facts = treeFacts(parseScript(text)!);
  const last = facts.calls.toSorted((a, b) => a.end - b.end || b.start - a.start).at(-1)!;
  return nameOf(last.callee, facts);
}

it.each([
  ['eval(x)', 'eval'],
  ['(0, eval)(x)', 'eval'],
  ['globalThis.eval(x)', 'eval'],
  ["window['eval'](x)", 'eval'],
  ['window[`eval`](x)', 'eval'],
  ['(globalThis?.eval)(x)', 'eval'],
  ['eval?.(x)', 'eval'],
  ['const e = eval; e(x)', 'eval'],
  ["const cp = require('child_process'); cp.exec(x)", 'child_process.exec'],
  ["const { exec: e } = require('node:child_process'); e(x)", 'child_process.exec'],
  ["import { exec as e } from 'node:child_process'; e(x)", 'child_process.exec'],
  ["import * as cp from 'child_process'; cp.spawn(x)", 'child_process.spawn'],
  ["require('child_process').exec(x)", 'child_process.exec'],
  ['f().exec(x)', '.exec'],
  ["var a=require('fs'),b=require('child_process');b.exec(x)", 'child_process.exec'],
  ["var b=require('child_process');function f(){var b=require('fs');b.exec(x)}", 'fs.exec'],
  ['(() => 1)()', null],
  ['var a = a; a(x)', 'a'],
])('%s calls %s', (text, name) => {
  expect(lastCall(text)).toBe(name);
});
