import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const SCHEMA = {
  type: 'object',
  properties: {
    n: { type: 'integer' },
    nullable: { type: ['integer', 'null'] },
    few: { enum: ['a', 'b'] },
    pattern: { type: 'string', pattern: '^[a-z]+$' },
    weak: { type: 'string', pattern: '[a-z]+' },
    s: { type: 'string' },
    any: { anyOf: [{ type: 'integer' }, { enum: ['x'] }] },
    anyText: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
    one: { oneOf: [{ type: 'null' }, { type: 'string', format: 'uuid' }] },
    all: { allOf: [{ type: 'string' }, { pattern: '^[a-z]+$' }] },
    allText: { allOf: [{ type: 'string' }, { maxLength: 5 }] },
    ref: { $ref: '#/definitions/id' },
    refText: { $ref: '#/$defs/text' },
    elsewhere: { $ref: 'https://schemas.example.invalid/id' },
    inner: { type: 'object', properties: { n: { type: 'number' }, s: { type: 'string' } } },
    list: { type: 'array', items: { $ref: '#/definitions/id' } },
    same: { $ref: '#' },
    both: { properties: { n: { type: 'string' } }, allOf: [{ properties: { n: { enum: ['a'] } } }] },
  },
  definitions: { id: { type: 'string', pattern: '^[0-9a-f]+$' } },
  $defs: { text: { type: 'string' } },
};

const code = (loading: string, field: string): string => `
const Ajv = require('ajv');
const cp = require('child_process');
const { readFileSync } = require('fs');
const schema = ${loading};
const validate = new Ajv().compile(schema);
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  if (!validate(body)) return { statusCode: 400 };
  return cp.execSync('run ' + body.${field});
};`;

async function isRun(files: Record<string, string>): Promise<boolean> {
  return (await rulesBroken(files, SHIPPED_FLOWS)).includes('flows/command');
}

test.each([
  ['n', false],
  ['nullable', false],
  ['few', false],
  ['pattern', false],
  ['any', false],
  ['one', false],
  ['all', false],
  ['ref', false],
  ['inner.n', false],
  ['list[0]', false],
  ['same.n', false],
  ['same.same.n', false],
  ['both.n', false],
  ['weak', true],
  ['s', true],
  ['anyText', true],
  ['allText', true],
  ['refText', true],
  ['elsewhere', true],
  ['inner.s', true],
  ['same.s', true],
  ['unknown', true],
])('a JSON schema, in the code and in a file, lets harm through in %s: %s', async (field, is) => {
  const text = JSON.stringify(SCHEMA);
  expect(await isRun({ 'index.js': code(text, field) })).toBe(is);
  expect(await isRun({ 'index.js': code("require('./schema.json')", field), 'schema.json': text })).toBe(is);
});

test.each([
  ['a file that is not there', "require('./none.json')"],
  ['text of a file', "JSON.parse(readFileSync('schema.json', 'utf8'))"],
  ['another package', "require('schemas').order"],
  ['the environment', 'JSON.parse(process.env.SCHEMA)'],
])('what a schema of %s limits is not known', async (_what, loading) => {
  expect(await isRun({ 'index.js': code(loading, 'n') })).toBe(true);
});
