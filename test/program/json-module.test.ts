import { expect, test } from 'vitest';
import { limitOf, textTree } from '../../src/files/index.js';
import { jsonModule } from '../../src/program/json-module.js';

const TREE = textTree(new Map());
const codeOf = (text: string): string | undefined => jsonModule(TREE, Buffer.from(text))?.text;

test('a schema is a module that exports it', () => {
  expect(codeOf('{"type":"object","properties":{}}')).toBe(
    'module.exports = {"type":"object","properties":{}}',
  );
});

test.each([
  ['other data', '{"name":"a"}'],
  ['code', '0;require("x")/* "properties": */'],
  ['a broken file', '{"properties":'],
  ['values inside values', `{"items":${'['.repeat(50_000)}`],
  ['a large file', `{"properties":{"a":"${'a'.repeat(limitOf('json-schema'))}"}}`],
])('%s is a value of which nothing is known', (_what, text) => {
  expect(codeOf(text)).toBe('module.exports = 0');
});
