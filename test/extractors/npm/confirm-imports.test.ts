import { expect, test } from 'vitest';
import { confirmImports } from '../../../src/extractors/npm/confirm-imports.js';
import { memoryTree } from '../../support/memory-tree.js';

test.each([
  ['code imports it', 'require("a")', [{ name: 'a', by: 'application' }]],
  ['a message speaks of it', 'throw Error(`Usage: require("a")`)', []],
  ['code tries whether it is there', 'try { require("a/x") } catch {}', [{ name: 'a', by: 'attempt' }]],
  [
    'one of two imports needs it',
    'try { require("a/x") } catch {} require("a")',
    [{ name: 'a', by: 'application' }],
  ],
  [
    'a function of it needs it, the second time after "ä"',
    '"ä"; require("a/x"); f = () => require("a")',
    [{ name: 'a', by: 'application' }],
  ],
  [
    'functions of it alone need it',
    'try { require("a") } catch {} x = "ä"; f = () => require("a")',
    [{ name: 'a', by: 'application', deferred: { path: 'src/x.ts', places: [50] } }],
  ],
  [
    'it calls require by another name',
    'const r = createRequire(import.meta.url); try { r("a") } catch (e) { throw e }',
    [{ name: 'a', by: 'application', deferred: { path: 'src/x.ts', places: [48] } }],
  ],
  [
    'it calls something of this name',
    'const r = createRequire(import.meta.url); function f(r) { r("a") }',
    [],
  ],
  ['no parser of ours takes it', 'const x: string = "import \\"a\\""', [{ name: 'a', by: 'application' }]],
])('%s', async (_what, text, expected) => {
  const tree = memoryTree({ 'src/x.ts': text, 'src/other.js': 'require("a")' });
  expect(await confirmImports(tree, new Map([['src/x.ts', ['a']]]))).toEqual(expected);
});
