import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { beginsAsScript } from '../../src/syntax/begins-as-script.js';
import { parseScript } from '../../src/syntax/parse-script.js';

it.each([
  ['hello world', false],
  ['{"a": 1}', false],
  ['# heading', false],
  ['<html>', false],
  ['<!-- a comment\nx()', true],
  ['.5.toFixed()', true],
  ['  {"a": 1}', false],
  ['{"use strict"; x()}', true],
  ['\uFFFDPNG', false],
  ['a, b\n1, 2', true],
  ['#!/usr/bin/env node\nx()', true],
  ['/* open', true],
  ['export interface A { b: string }', false],
  ['export declare function a(): void;', false],
  ['export type { A } from "b";', false],
  ['export\nasync function a() {}', true],
  ['export let\\u0061 = 1', false],
  ['export /* a */ const b = 1', true],
])('%j: %s', (text, expected) => {
  expect(beginsAsScript(text)).toBe(expected);
});

const PIECES = `a = 1;
f("x", y);
/* c */
if (a) { b() }
var re = /[/"]/g;
"text";
[1, 2].map((x) => x * 2);
class A { #x = 1; get y() { return this.#x } }
x = { a, ...b };
label: for (;;) { break label }
// line
var s = "${'y'.repeat(700)}";`
  .split('\n')
  .map((line) => `${line}\n`);

it('never refuses a script, wherever its head is cut', () => {
  assert(
    property(array(constantFrom(...PIECES), { minLength: 1, maxLength: 120 }), (pieces) => {
      const text = pieces.join('');
      expect(parseScript(text) === null || beginsAsScript(text)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
