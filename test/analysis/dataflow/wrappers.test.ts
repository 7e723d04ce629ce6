import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = ``;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'middy validator text',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const { transpileSchema } = require('@middy/validator/transpile'); const jsonBodyParser = require('@middy/http-json-body-parser');
const schema = { type: 'object', required: ['body'], properties: { body: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } } } };
const base = async (event) => { cp.execSync('ls ' + event.body.name); };
exports.handler = middy(base).use(jsonBodyParser()).use(validator({ eventSchema: transpileSchema(schema) }));`,
  ],
  [
    'middy chain text',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const { transpileSchema } = require('@middy/validator/transpile'); const jsonBodyParser = require('@middy/http-json-body-parser');
const schema = { type: 'object', required: ['body'], properties: { body: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } } } };
exports.handler = middy().use(jsonBodyParser()).use(validator({ eventSchema: transpileSchema(schema) })).handler(async (event) => { cp.execSync('ls ' + event.body.name); });`,
  ],
  [
    'middy no validator',
    `const middy = require('@middy/core'); const cp = require('child_process'); const jsonBodyParser = require('@middy/http-json-body-parser');
exports.handler = middy(async (event) => { cp.execSync('ls ' + event.body.id); }).use(jsonBodyParser());`,
  ],
  [
    'pt parser middy text',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy().use(parser({ schema })).handler(async (event) => { cp.execSync('ls ' + event.name); });`,
  ],
  [
    'pt parser safeParse middy',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy().use(parser({ schema, safeParse: true })).handler(async (event) => { if (event.success) cp.execSync('ls ' + event.data.id); else cp.execSync('ls ' + event.originalEvent.id); });`,
  ],
  [
    'pt validator middy text',
    `const cp = require('child_process'); const middy = require('@middy/core'); const { validator } = require('@aws-lambda-powertools/validation/middleware');
const inboundSchema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
exports.handler = middy().use(validator({ inboundSchema })).handler(async (event) => { cp.execSync('ls ' + event.name); });`,
  ],
])('middlewares: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'middy validator',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const { transpileSchema } = require('@middy/validator/transpile'); const jsonBodyParser = require('@middy/http-json-body-parser');
const schema = { type: 'object', required: ['body'], properties: { body: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } } } };
const base = async (event) => { cp.execSync('ls ' + event.body.id); };
exports.handler = middy(base).use(jsonBodyParser()).use(validator({ eventSchema: transpileSchema(schema) }));`,
  ],
  [
    'middy chain',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const { transpileSchema } = require('@middy/validator/transpile'); const jsonBodyParser = require('@middy/http-json-body-parser');
const schema = { type: 'object', required: ['body'], properties: { body: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } } } };
exports.handler = middy().use(jsonBodyParser()).use(validator({ eventSchema: transpileSchema(schema) })).handler(async (event) => { cp.execSync('ls ' + event.body.id); });`,
  ],
  [
    'middy old inputSchema',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const jsonBodyParser = require('@middy/http-json-body-parser');
const inputSchema = { type: 'object', properties: { queryStringParameters: { type: 'object', properties: { id: { type: 'string', enum: ['a', 'b'] } } } } };
const handler = middy(async (event) => { cp.execSync('ls ' + event.queryStringParameters.id); }); handler.use(validator({ inputSchema })); module.exports = { handler };`,
  ],
  [
    'middy array of middlewares',
    `const middy = require('@middy/core'); const cp = require('child_process'); const validator = require('@middy/validator'); const { transpileSchema } = require('@middy/validator/transpile'); const jsonBodyParser = require('@middy/http-json-body-parser');
const schema = { type: 'object', required: ['body'], properties: { body: { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } } } };
exports.handler = middy(async (event) => { cp.execSync('ls ' + event.body.id); }).use([jsonBodyParser(), validator({ eventSchema: transpileSchema(schema) })]);`,
  ],
  [
    'pt parser middy',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy().use(parser({ schema })).handler(async (event) => { cp.execSync('ls ' + event.id); });`,
  ],
  [
    'pt validator middy',
    `const cp = require('child_process'); const middy = require('@middy/core'); const { validator } = require('@aws-lambda-powertools/validation/middleware');
const inboundSchema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
exports.handler = middy().use(validator({ inboundSchema })).handler(async (event) => { cp.execSync('ls ' + event.id); });`,
  ],
])('middlewares: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
