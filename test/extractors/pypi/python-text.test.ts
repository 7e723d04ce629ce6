import { expect, test } from 'vitest';
import { codeLines } from '../../../src/extractors/pypi/python-text.js';

test.each([
  ['a = "import b"  # import c', ['a =     ']],
  ['"""\nimport a\n"""\nimport b', [' ', 'import b']],
  ["x = 'it\\'s'\nimport a", ['x =  ', 'import a']],
  ["x = 'open\nimport a", ['x =  ', 'import a']],
  ['import a, \\\n  b', ['import a,    b']],
  ["r'''\n# no comment\n'''", ['r ']],
  ['"""never closed\nimport a', [' ']],
  ['', ['']],
])('%j', (source, expected) => expect(codeLines(source)).toEqual(expected));
