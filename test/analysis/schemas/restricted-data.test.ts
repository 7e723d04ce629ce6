import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = ``;

async function broken(code: string): Promise<string[]> {
  return rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS);
}

test.each([
  [
    'pt parser envelope sqs text',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { SqsEnvelope } = require('@aws-lambda-powertools/parser/envelopes/sqs'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy(async (orders) => { for (const o of orders) cp.execSync('ls ' + o.name); }).use(parser({ schema, envelope: SqsEnvelope }));`,
  ],
  [
    'pt envelope parse text',
    `const cp = require('child_process'); const { EventBridgeEnvelope } = require('@aws-lambda-powertools/parser/envelopes'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = async (event) => { const o = EventBridgeEnvelope.parse(event, schema); cp.execSync('ls ' + o.name); };`,
  ],
  [
    'pt extended schema text',
    `const cp = require('child_process'); const { EventBridgeSchema } = require('@aws-lambda-powertools/parser/schemas'); const { z } = require('zod');
const schema = EventBridgeSchema.extend({ detail: z.object({ id: z.string().uuid(), name: z.string() }) });
exports.handler = async (event) => { const o = schema.parse(event); cp.execSync('ls ' + o.detail.name); };`,
  ],
  [
    'pt JSONStringified text',
    `const cp = require('child_process'); const { JSONStringified } = require('@aws-lambda-powertools/parser/helpers'); const { APIGatewayProxyEventSchema } = require('@aws-lambda-powertools/parser/schemas'); const { z } = require('zod');
const schema = APIGatewayProxyEventSchema.extend({ body: JSONStringified(z.object({ id: z.string().uuid(), name: z.string() })) });
exports.handler = async (event) => { const o = schema.parse(event); cp.execSync('ls ' + o.body.name); };`,
  ],
  [
    'pt decorator text',
    `const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser'); const { z } = require('zod');
function __decorate(decorators, target, key, desc) { var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d; for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r; return c > 3 && r && Object.defineProperty(target, key, r), r; }
const schema = z.object({ id: z.string().uuid(), name: z.string() });
class L { async handler(event, c) { cp.execSync('ls ' + event.name); } }
__decorate([parser({ schema })], L.prototype, 'handler', null);
const l = new L(); exports.handler = l.handler.bind(l);`,
  ],
  [
    'pt validate text',
    `const cp = require('child_process'); const { validate } = require('@aws-lambda-powertools/validation');
const schema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
exports.handler = async (event) => { const o = validate({ payload: event, schema }); cp.execSync('ls ' + o.name); };`,
  ],
])('Powertools: data that it lets through is followed: %s', async (_name, code) => {
  expect(await broken(code)).toEqual(['flows/command']);
});

test.each([
  [
    'pt parser safeParse ok',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy().use(parser({ schema, safeParse: true })).handler(async (event) => { if (event.success) cp.execSync('ls ' + event.data.id); });`,
  ],
  [
    'pt parser envelope',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { SqsEnvelope, ApiGatewayEnvelope } = require('@aws-lambda-powertools/parser/envelopes'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy(async (event) => { cp.execSync('ls ' + event.id); }).use(parser({ schema, envelope: ApiGatewayEnvelope }));`,
  ],
  [
    'pt parser envelope sqs',
    `const middy = require('@middy/core'); const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser/middleware'); const { SqsEnvelope } = require('@aws-lambda-powertools/parser/envelopes/sqs'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = middy(async (orders) => { for (const o of orders) cp.execSync('ls ' + o.id); }).use(parser({ schema, envelope: SqsEnvelope }));`,
  ],
  [
    'pt envelope parse',
    `const cp = require('child_process'); const { SqsEnvelope } = require('@aws-lambda-powertools/parser/envelopes/sqs'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = async (event) => { for (const o of SqsEnvelope.parse(event, schema)) cp.execSync('ls ' + o.id); };`,
  ],
  [
    'pt envelope safeParse',
    `const cp = require('child_process'); const { EventBridgeEnvelope } = require('@aws-lambda-powertools/parser/envelopes'); const { z } = require('zod');
const schema = z.object({ id: z.string().uuid(), name: z.string() });
exports.handler = async (event) => { const o = EventBridgeEnvelope.safeParse(event, schema); if (o.success) cp.execSync('ls ' + o.data.id); };`,
  ],
  [
    'pt extended schema',
    `const cp = require('child_process'); const { EventBridgeSchema, SqsSchema, SqsRecordSchema } = require('@aws-lambda-powertools/parser/schemas'); const { z } = require('zod');
const schema = EventBridgeSchema.extend({ detail: z.object({ id: z.string().uuid(), name: z.string() }) });
exports.handler = async (event) => { const o = schema.parse(event); cp.execSync('ls ' + o.detail.id); };`,
  ],
  [
    'pt JSONStringified',
    `const cp = require('child_process'); const { JSONStringified } = require('@aws-lambda-powertools/parser/helpers'); const { APIGatewayProxyEventSchema } = require('@aws-lambda-powertools/parser/schemas'); const { z } = require('zod');
const schema = APIGatewayProxyEventSchema.extend({ body: JSONStringified(z.object({ id: z.string().uuid(), name: z.string() })) });
exports.handler = async (event) => { const o = schema.parse(event); cp.execSync('ls ' + o.body.id); };`,
  ],
  [
    'pt decorator',
    `const cp = require('child_process'); const { parser } = require('@aws-lambda-powertools/parser'); const { z } = require('zod');
function __decorate(decorators, target, key, desc) { var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d; for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r; return c > 3 && r && Object.defineProperty(target, key, r), r; }
const schema = z.object({ id: z.string().uuid(), name: z.string() });
class L { async handler(event, c) { cp.execSync('ls ' + event.id); } }
__decorate([parser({ schema })], L.prototype, 'handler', null);
const l = new L(); exports.handler = l.handler.bind(l);`,
  ],
  [
    'pt validate',
    `const cp = require('child_process'); const { validate } = require('@aws-lambda-powertools/validation');
const schema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
exports.handler = async (event) => { const o = validate({ payload: event, schema }); cp.execSync('ls ' + o.id); };`,
  ],
  [
    'pt validate envelope',
    `const cp = require('child_process'); const { validate } = require('@aws-lambda-powertools/validation');
const schema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
exports.handler = async (event) => { const o = validate({ payload: event, schema, envelope: 'powertools_json(body)' }); cp.execSync('ls ' + o.id); };`,
  ],
  [
    'pt validator decorator',
    `const cp = require('child_process'); const { validator } = require('@aws-lambda-powertools/validation/decorator');
function __decorate(decorators, target, key, desc) { var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d; for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r; return c > 3 && r && Object.defineProperty(target, key, r), r; }
const inboundSchema = { type: 'object', properties: { id: { type: 'string', pattern: '^[a-z]+$' }, name: { type: 'string' } } };
class L { async handler(event, c) { cp.execSync('ls ' + event.id); } }
__decorate([validator({ inboundSchema })], L.prototype, 'handler', null);
const l = new L(); exports.handler = l.handler.bind(l);`,
  ],
])('Powertools: what it limits can do no harm: %s', async (_name, code) => {
  expect(await broken(code)).toEqual([]);
});
