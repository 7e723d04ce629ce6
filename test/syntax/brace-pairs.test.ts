import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Function as FunctionNode } from 'acorn';
import { expect, test } from 'vitest';
import { bracePairs } from '../../src/syntax/brace-pairs.js';
import { parseScript, walkNodes } from '../../src/syntax/index.js';

const require = createRequire(import.meta.url);

/** Bodies of functions as a parser sees them: where their braces are. */
function bodiesIn(text: string): (readonly [start: number, end: number])[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  const found: (readonly [number, number])[] = [];
  for (const node of walkNodes(program)) {
    const { body } = node as FunctionNode;
    if (/Function/.test(node.type) && body.type === 'BlockStatement')
      found.push([body.start, body.end - 1] as const);
  }
  return found;
}

function pairsOfBodies(text: string): (readonly [number, number | undefined])[] {
  const pairs = bracePairs(text);
  return bodiesIn(text).map(([start]) => [start, pairs.get(start)] as const);
}

test.each(['acorn', 'semver', 'yaml', 'ae-cvss-calculator', 'typescript', 'web-tree-sitter'])(
  'finds where all bodies of %s end, as a parser does',
  (specifier) => {
    const text = readFileSync(require.resolve(specifier), 'utf8');
    expect(pairsOfBodies(text)).toEqual(bodiesIn(text));
  },
);

test.each([
  ['a brace in a text', "function f() { return \"}\" + '{\\'}'; }"],
  ['a brace in a template', 'function f() { return `}${ { a: `}` }.a }{`; }'],
  ['a brace in a comment', 'function f() { /* } */ // }\n return 1; }'],
  ['a brace in a regular expression', 'function f(a) { if (a) /}/.test(a); return /[/}]\\/}/.test(a); }'],
  [
    'a regular expression behind comments',
    'function f(a) { return ( // it\'s a\n /* b */ /["}]/.test(a)); }',
  ],
  ['a division behind parentheses', 'function f(a) { return (a) / 2 + "}" / 1; }'],
  ['a division behind a name of a word', 'function f(a) { return a.return / 2 + "}".of / 1; }'],
])('is not taken in by %s', (_, text) => {
  expect(pairsOfBodies(text)).toEqual(bodiesIn(text));
});

test.each([
  ['a slash behind a brace', 'f = {} / g; function h() { }'],
  ['a slash behind two signs', 'f++ / g; function h() { }'],
  ['a comment as in HTML', 'f <!-- g\n; function h() { }'],
  ['a text without an end', 'f("a\n"); function h() { }'],
  ['a bracket of another kind', 'f(} ; function h() { }'],
])('goes no further than %s', (_, text) => {
  expect([...bracePairs(`function e() { } ${text}`)]).toEqual([
    [13, 15],
    ...(text.startsWith('f = {}') ? [[21, 22]] : []),
  ]);
});
