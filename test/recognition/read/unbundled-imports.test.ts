import { expect, test } from 'vitest';
import { unbundledImports } from '../../../src/recognition/read/unbundled-imports.js';
import { parseScript } from '../../../src/syntax/index.js';

test.each<[what: string, text: string, names: string[]]>([
  ['calls by another name', 'const r = require; r("a"); r(`b/c`); r(d)', ['a', 'b/c']],
  ['what webpack did not find', 'var e = new Error("Cannot find module \'@a/b\'")', ['@a/b']],
  ['the same in a module that is a string', String.raw`eval('Error("Cannot find module \'a\'")')`, ['a']],
  ['what Vite did not find', 'throw Error(`Could not resolve "a" imported by "b".`)', ['a']],
  ['the same in a string of it', String.raw`eval("throw Error(\"Cannot find module 'a'\")")`, ['a']],
  ['no text with the same words', 'log("Cannot find module \'a\'")', []],
  ['no other messages', 'throw Error("Cannot find module \'a\', is it there?")', []],
])('%s', (_what, text, names) => {
  const program = parseScript(text);
  expect(program && unbundledImports(program, text).toSorted()).toEqual(names);
});
