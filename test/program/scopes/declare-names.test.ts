import { parse, type VariableDeclaration } from 'acorn';
import { expect, test } from 'vitest';
import { declaredNames } from '../../../src/program/index.js';

test.each([
  ['a', ['a']],
  ['{ a, b: c }', ['a', 'c']],
  ['{ a = b }', ['a']],
  ['{ [key]: a = fallback(), ...rest }', ['a', 'rest']],
  ['[a, , [b], ...c]', ['a', 'b', 'c']],
])('const %s declares %j', (pattern, names) => {
  const [statement] = parse(`const ${pattern} = 0`, { ecmaVersion: 'latest' }).body;
  const [declared] = (statement as VariableDeclaration).declarations;
  expect(declared && declaredNames(declared.id).sort()).toEqual(names);
});
