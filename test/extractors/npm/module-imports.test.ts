import { describe, expect, it } from 'vitest';
import { importsOf } from '../../../src/extractors/npm/module-imports.js';

describe('imported packages', () => {
  it.each([
    ['require("a")', ['a']],
    ["const x=require('@s/a/lib/b.js')", ['@s/a']],
    ['import x from "a";import"b";import * as y from \'c\'', ['a', 'b', 'c']],
    ['export{x}from"a"', ['a']],
    ['await import(`a`)', ['a']],
    ['require(`a${b}`)', []],
    ['require("./a"); require("../b"); require("/c"); import "#d"; import "https://e.example.invalid/f"', []],
    ['require("node:fs"); require("fs"); require("fs/promises")', []],
    [
      'import{createRequire as c}from"module";const $r=c(import.meta.url);$r("a");$r("./b");x.$r("d");a$r("e")',
      ['a'],
    ],
    ['myrequire("a"); xfrom"b"', []],
    ['require("a-" + b)', []],
    ['require("a/" + b)', ['a']],
    ['import("a", { with: {} }); require( "b" )', ['a', 'b']],
    ['/** Text from "a" or\n * from `b`. */\n// require("c")\nimport "d"', ['d']],
    [String.raw`eval("/*\n * var x = require('a')\n */\nmodule.exports = require('b');")`, ['b']],
    [
      'import\n  * as x from "a";\n/* why */ require("b");\nclass X { *y() { require("c") } }',
      ['a', 'b', 'c'],
    ],
  ])('%s', (code, expected) => {
    expect([...importsOf('a.js', Buffer.from(code)).packages]).toEqual(expected);
  });
});

describe('imported paths', () => {
  it.each([
    ['require("./lib/a")', ['src/lib/a']],
    ['import a from "../vendor/x/index.js"', ['vendor/x/index.js']],
    ['import "."', ['src']],
    ['import "../../../../etc/passwd"', ['../../../etc/passwd']],
    ['import "/opt/x.js"', []],
  ])('%s', (code, expected) => {
    expect([...importsOf('src/a.js', Buffer.from(code)).paths]).toEqual(expected);
  });
});
