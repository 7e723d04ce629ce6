import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsOtherwise } from '../../src/syntax/begins-otherwise.js';
import { parseScript } from '../../src/syntax/parse-script.js';

describe('what is no JavaScript by its first statements', () => {
  it.each([
    'The MIT License',
    '\nCopyright (c) 2014 Jane Doe\n',
    'interface A { b: string }',
    '/** a */\n// b\ndeclare function a(): void;',
    'import { a, b as c } from \'d\';\nexport * from "e"\nexport interface F {}',
    "import a from './a'; import './b'; export { a };\nexport declare const b: 1;",
    "import type { A } from './a';\nx();",
    '#!/usr/bin/env python3\nfrom a import b',
  ])('%j', (text) => {
    expect(beginsOtherwise(text, Infinity)).toBe(true);
    expect(parseScript(text)).toBeNull();
  });
});

describe('what may be JavaScript', () => {
  it.each([
    'x()',
    'a in b',
    'a instanceof b',
    'async function a() {}',
    'let a',
    'yield a',
    'if (a) b',
    'for (a) b',
    'async (a) b',
    "import type from 'a'; x()",
    "import type, { a } from 'a'",
    "import a from 'b' with { type: 'json' }",
    'export using a = b',
    'export default a',
    'The\nlicense',
    '/* open',
    "export {}\nlet\nfrom\n'x'\nin a",
    // Not of this list are words that go on beyond ASCII, or with escapes.
    'a b\\u0061',
    'a bé',
  ])('%j', (text) => {
    expect(beginsOtherwise(text, Infinity)).toBe(false);
  });
});

it('does not count what may be cut off', () => {
  expect(beginsOtherwise('The MIT License', 7)).toBe(false);
  expect(beginsOtherwise('The MIT License', 8)).toBe(true);
});

const PIECES = [
  "import a from 'a'",
  "import { b as c } from 'b';",
  'import * as d from "d"; ',
  "import './e'",
  'import("f")',
  'import.meta',
  'export { a };',
  'export { b as c } ',
  "export * from 'g'",
  "export * as h from 'h'",
  'export default a',
  'let',
  'from',
  "'x'",
  ' in ',
  'type',
  'async',
  'await',
  'of',
  'function',
  ' i() {}',
  '/* c */',
  '// d\n',
  '\n',
  ' ',
  ';',
  '(a)',
  '=> 1',
  'as',
  'using',
  ' j = 1',
  '`k`',
  '{}',
  '#!/l\n',
];

it('is never said of a text that parses', () => {
  assert(
    property(array(constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(beginsOtherwise(text, Infinity) && parseScript(text) !== null).toBe(false);
    }),
    { numRuns: 5000 },
  );
});
