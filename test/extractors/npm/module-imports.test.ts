import { describe, expect, it } from 'vitest';
import { importedPackages, isModuleFile } from '../../../src/extractors/npm/module-imports.js';

describe('importedPackages', () => {
  it.each([
    ['require("a")', ['a']],
    ["const x=require('@s/a/lib/b.js')", ['@s/a']],
    ['import x from "a";import"b";import * as y from \'c\'', ['a', 'b', 'c']],
    ['export{x}from"a"', ['a']],
    ['await import(`a`)', ['a']],
    ['require(`a${b}`)', []],
    ['require("./a"); require("../b"); require("/c"); import "#d"; import "https://e.example.invalid/f"', []],
    ['require("node:fs"); require("fs"); require("fs/promises")', []],
    ['myrequire("a"); xfrom"b"', []],
    ['require("a" + b)', ['a']],
  ])('%s', (code, expected) => {
    expect([...importedPackages(Buffer.from(code))]).toEqual(expected);
  });

  it.each(['require ( ', 'require("', 'from   ', 'import("a'])(
    'takes linear time for %j without end',
    (part) => {
      const started = performance.now();
      importedPackages(Buffer.from(part.repeat(500_000)));
      expect(performance.now() - started).toBeLessThan(3000);
    },
  );
});

it.each([
  ['a.mjs', true],
  ['a.ts', true],
  ['a.d.ts', false],
  ['a.json', false],
])('%s is a module: %s', (path, expected) => {
  expect(isModuleFile(path)).toBe(expected);
});
