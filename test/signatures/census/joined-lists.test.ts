import { expect, it } from 'vitest';
import { codeParts, type CodeLanguage } from '../../../src/signatures/text/code-parts.js';
import { joinedLists } from '../../../src/signatures/census/joined-lists.js';

const textsIn = (script: string, language: CodeLanguage = 'javascript'): string[] =>
  joinedLists(codeParts(script, language)).map(({ text }) => text);

it.each([
  ["send(['a', `b`, \"c\"].join('.'))", 'javascript', 'a.b.c'],
  ["x = [ 'a',\n  'b' ] .join( '' )", 'javascript', 'ab'],
  ["x = '.'.join(['a', \"b\", 'c'])", 'python', 'a.b.c'],
  ["x = '/'.join(('a', 'b'))", 'python', 'a/b'],
] as const)('%s', (script, language, text) => {
  expect(textsIn(script, language)).toEqual([text]);
});

it.each(["['a', b].join('.')", "['a', 'b'].join(x)", "['a', 'b']", "use(['a', 'b'], '.')"])(
  'no constant text: %s',
  (script) => {
    expect(textsIn(script)).toEqual([]);
  },
);
