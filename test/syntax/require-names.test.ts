import { expect, test } from 'vitest';
import { requireNames } from '../../src/syntax/index.js';

test.each<[what: string, text: string, names: string[]]>([
  ['a banner', 'import{createRequire as c}from"module";const __cr=c(import.meta.url);', ['__cr']],
  ['a name of its own', 'const r = createRequire(__filename), s = module.createRequire(x)', ['r', 's']],
  [
    'a comment before the call',
    'var __require = /* @__PURE__ */ createRequire(import.meta.url)',
    ['__require'],
  ],
  ['esbuild', 'var X=(t=>typeof require<"u"?require:t)(function(t){})', ['X']],
  [
    'esbuild, not minified',
    'var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined"',
    ['__require'],
  ],
  ['esbuild, for old engines', 'var r = /* @__PURE__ */ (function(x) {\n  return typeof require', ['r']],
  [
    'hidden from bundlers',
    'var $a = require; b=require,c = require("d"), e = require.resolve, f = required',
    ['$a', 'b'],
  ],
  ['require by its own name', 'const require = createRequire(import.meta.url)', []],
  ['nothing else', 'if (typeof require === "function") x(import.meta.url)', []],
])('%s', (_what, text, names) => {
  expect([...requireNames(text)].toSorted()).toEqual(names);
});
