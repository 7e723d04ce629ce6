import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = ``;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'ajv addSchema getSchema text',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
ajv.addSchema(S, 'order'); const check = ajv.getSchema('order');
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.name); };`,
  ],
  [
    'ajv addSchema $ref text',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
ajv.addSchema({ $id: 'id.json', type: 'string' }); const check = ajv.compile({ type: 'object', properties: { id: { $ref: 'id.json' }, name: { type: 'string' } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv schema by fs',
    `const Ajv = require('ajv'); const fs = require('fs'); const cp = require('child_process'); const ajv = new Ajv(); const check = ajv.compile(JSON.parse(fs.readFileSync(__dirname + '/order.json', 'utf8')));
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
])('schemas by name: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'ajv addSchema getSchema',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
ajv.addSchema(S, 'order'); const check = ajv.getSchema('order');
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv addSchema by $id',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
ajv.addSchema({ $id: 'https://e.example.invalid/o', type: 'object', properties: { id: { type: 'integer' } } }); const check = ajv.getSchema('https://e.example.invalid/o');
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv addSchema $ref',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
ajv.addSchema({ $id: 'id.json', type: 'string', pattern: '^[a-z]+$' }); const check = ajv.compile({ type: 'object', properties: { id: { $ref: 'id.json' }, name: { type: 'string' } } });
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv options schemas',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); const S = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
const check = new Ajv({ schemas: [{ $id: 'o', type: 'object', properties: { id: { type: 'integer' } } }] }).getSchema('o');
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!check(b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
  [
    'ajv validate by key',
    `const Ajv = require('ajv'); const cp = require('child_process'); const ajv = new Ajv(); ajv.addSchema({ type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' } } }, 'order');
exports.handler = async (event) => { const b = JSON.parse(event.body); if (!ajv.validate('order', b)) return { statusCode: 400 }; cp.execSync('ls ' + b.id); };`,
  ],
])('schemas by name: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
