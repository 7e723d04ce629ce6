import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { flatCode } from '../../../src/syntax/regions/flat-code.js';
import { TopLevel } from '../../../src/syntax/regions/top-level.js';

function declaredFor(name: string, text: string): string | null {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  const top = new TopLevel(program, flatCode(program, 0));
  const user = top.cells.find((cell) => text.slice(cell.start, cell.end) === 'use');
  const found = user && top.declarationOf(name, user);
  return found ? text.slice(found.start, found.end) : null;
}

test.each<[what: string, text: string, declaration: string | null]>([
  ['a declarator', 'var x=1;use', 'x=1'],
  ['a function', 'use;function x(){}', 'function x(){}'],
  ['an assignment', 'x=2,use', 'x=2'],
  ['the last of several', 'var x=1;x=2;use', 'x=2'],
  ['that of the innermost function', 'var x=1;(()=>{var x=2;use})();x=3', 'x=2'],
  ['one from around', 'var x=1;(()=>{use})()', 'x=1'],
  ['none of another function', '(()=>{var x=1})();(()=>{use})()', null],
])('%s', (_what, text, declaration) => {
  expect(declaredFor('x', text)).toBe(declaration);
});
