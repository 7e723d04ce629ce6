import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
`;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'ajv additionalProperties schema text',
    `const check = ajv.compile({ type: 'object', additionalProperties: { type: 'string' } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv patternProperties text',
    `const check = ajv.compile({ type: 'object', patternProperties: { '^[a-z]+$': { type: 'string' } }, additionalProperties: false });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv patternProperties open',
    `const check = ajv.compile({ type: 'object', patternProperties: { '^x_': { type: 'integer' } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv if then',
    `const check = ajv.compile({ type: 'object', properties: { id: { type: 'string' }, kind: { type: 'string' } }, if: { properties: { kind: { const: 'a' } } }, then: { properties: { id: { pattern: '^[a-z]+$' } } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv dead ref',
    `const check = ajv.compile({ type: 'object', properties: { id: { $ref: '#/definitions/no' } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
])('keywords of JSON schemas: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'ajv additionalProperties schema',
    `const check = ajv.compile({ type: 'object', additionalProperties: { type: 'string', pattern: '^[a-z]+$' } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv additionalProperties beside',
    `const check = ajv.compile({ type: 'object', properties: { name: { type: 'string' } }, additionalProperties: { type: 'integer' } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv patternProperties',
    `const check = ajv.compile({ type: 'object', patternProperties: { '^[a-z]+$': { type: 'integer' } }, additionalProperties: false });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv patternProperties open, fits',
    `const check = ajv.compile({ type: 'object', patternProperties: { '^i': { type: 'integer' } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv if then else',
    `const check = ajv.compile({ type: 'object', properties: { id: { type: 'string' }, kind: { type: 'string' } }, if: { properties: { kind: { const: 'a' } } }, then: { properties: { id: { pattern: '^[a-z]+$' } } }, else: { properties: { id: { type: 'string', enum: ['x', 'y'] } } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
])('keywords of JSON schemas: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
