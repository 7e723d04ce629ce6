import { describe, expect, test } from 'vitest';
import { fieldOf, parsePython, type PythonNode } from '../../../src/syntax/index.js';
import { withLimit } from '../../support/lowered-limit.js';

async function rootOf(text: string): Promise<PythonNode> {
  const script = await parsePython(text);
  if (typeof script === 'string') throw new Error(script);
  return script.root;
}

test('positions are those of the text, also behind characters of several bytes', async () => {
  const text = "name = '€𝄞'\nimport boto3\n";
  const [, statement] = (await rootOf(text)).children;
  expect(statement?.type).toBe('import_statement');
  expect(text.slice(statement?.start, statement?.end)).toBe('import boto3');
});

test('fields and operators are kept, punctuation is not', async () => {
  const [statement] = (await rootOf('f(1) + x.y\n')).children;
  const sum = statement?.children[0];
  expect(sum?.children.map(({ type, field }) => [type, field])).toEqual([
    ['call', 'left'],
    ['+', 'operator'],
    ['attribute', 'right'],
  ]);
  const call = sum && fieldOf(sum, 'left');
  expect(call?.children.map(({ type }) => type)).toEqual(['identifier', 'argument_list']);
});

test.each([
  ['match x:\n    case {"a": [1, *rest]}:\n        pass\n'],
  ['type Alias[T] = list[T]\n'],
  ['def f[T](x: T) -> T: return x\n'],
  ['print "of Python 2"\n'],
  ['async def f():\n    return [x async for x in y if (z := x)]\n'],
  ['x = f"{a["b"]!r:>{width}}"\n'],
])('%j is syntax that the grammar knows', async (text) => {
  const script = await parsePython(text);
  expect(script).toMatchObject({ hasErrors: false });
});

test('code around a mistake has a tree, which says that it is not whole', async () => {
  const script = await parsePython('import one\nx = = 1\nimport two\n');
  if (typeof script === 'string') throw new Error(script);
  expect(script.hasErrors).toBe(true);
  const imports = script.root.children.filter(({ type }) => type === 'import_statement');
  expect(imports.map(({ start, end }) => script.text.slice(start, end))).toEqual([
    'import one',
    'import two',
  ]);
});

describe('hostile texts have no tree', () => {
  test.each([
    ['brackets', '('.repeat(2000) + ')'.repeat(2000), 'too-large'],
    ['a sum', `x${' + x'.repeat(2000)}`, 'too-large'],
    ['brackets without end', '['.repeat(20_000), 'malformed'],
    ['joined lines', `x = 1 ${'\\\n'.repeat(3000)}`, 'malformed'],
    ['joined lines of spaces', `x = 1 ${'\\\r\n  '.repeat(3000)}`, 'malformed'],
  ])('%s', async (_, text, expected) => {
    expect(await parsePython(text)).toBe(expected);
  });

  test('that need many repairs', async () => {
    const text = ') ] } ( lambda: if "x" def class =\n'.repeat(40);
    await withLimit('python-repairs', 2, async () => {
      expect(typeof (await parsePython(text.repeat(20)))).toBe('string');
    });
    expect(await parsePython('import boto3\n')).toMatchObject({ hasErrors: false });
  });

  test('that are longer than a script is read', async () => {
    await withLimit('python-source', 10, async () => {
      expect(await parsePython('import boto3\n')).toBe('too-large');
    });
  });
});
