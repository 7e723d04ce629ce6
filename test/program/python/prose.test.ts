import { expect, it } from 'vitest';
import { proseOf } from '../../../src/program/python/prose.js';

it.each([
  ['a comment', 'a = 1  # exec\n', ['# exec']],
  ['a comment that ends with a carriage return', '# a\rexec(x)\n', ['# a']],
  ['a description', 'def f():\n    """exec"""\n    return 1\n', ['"""exec"""']],
  ['a raw one in a line of its own', "r'exec'\n", ["'exec'"]],
  ['no text that is given to a name', 'a = """exec"""\n', []],
  ['no text in brackets', "f(\n'exec'\n)\n", []],
  ['no text of a line that goes on', "a = \\\n'exec'\n", []],
  ['no text that something is done with', "'exec'.join(a)\n", []],
  ['no text with values in it', "f'{exec(x)}'\n", []],
  ['no sign inside of a text', "a = '# exec'\n", []],
  ['nothing where quotes stand inside of quotes', 'a = f"{d["#"]}"; exec(x)\n# b\n', []],
  ['less where brackets do not match', "(\n'exec'\n", []],
  ['texts without an end', "'exec\n# b", ['# b']],
])('finds %s', (_what, code, prose) => {
  expect(proseOf(code).map(([start, end]) => code.slice(start, end))).toEqual(prose);
});
