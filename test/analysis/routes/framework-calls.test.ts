import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  ['a callback', 'callback(null, { headers, body: text });', true],
  [
    'a callback behind a promise',
    'Promise.resolve(text).then((body) => callback(null, { headers, body }));',
    true,
  ],
  ['a callback with an error', 'callback({ headers, body: text });', false],
  ['a callback with another type', 'callback(null, { body: text });', false],
  [
    'a list of cookies',
    "callback(null, { multiValueHeaders: { 'Set-Cookie': ['a=' + event.body] } });",
    'flows/header',
  ],
])('an answer by %s', async (_what, code, isReported) => {
  const files = {
    'index.js': `const headers = { 'Content-Type': 'text/html' };
      exports.handler = (event, context, callback) => { const text = '<p>' + event.body; ${code} };`,
  };
  const broken = await rulesBroken(files, SHIPPED_FLOWS);
  expect(broken).toEqual(isReported === true ? ['flows/html'] : isReported === false ? [] : [isReported]);
});

test.each([
  ['a text', "{ schema: { body: { type: 'object', properties: { name: { type: 'string' } } } } }", false],
  [
    'a text of the query',
    "{ schema: { querystring: { type: 'object', properties: { name: { type: 'string' } } } } }",
    true,
  ],
  ['nothing', '{}', true],
  ['an object', "{ schema: { body: { type: 'object', properties: { name: { type: 'object' } } } } }", true],
  [
    'a text, without an end',
    "{ attachValidation: true, schema: { body: { type: 'object', properties: { name: { type: 'string' } } } } }",
    true,
  ],
])('a schema of Fastify says that a field is %s', async (_what, options, isReported) => {
  const start = `const fastify = require('fastify'); const { MongoClient } = require('mongodb'); const lambda = require('@fastify/aws-lambda');
    const users = new MongoClient('').db('a').collection('b'); const app = fastify();
    const find = async (request) => users.findOne({ name: request.body.name });`;
  for (const route of [
    `app.post('/a', ${options}, find)`,
    `app.route({ method: 'POST', handler: find, ...${options} })`,
  ]) {
    const broken = await rulesBroken(
      { 'index.js': `${start} ${route}; exports.handler = lambda(app);` },
      SHIPPED_FLOWS,
    );
    expect(broken).toEqual(isReported ? ['flows/nosql'] : []);
  }
});

test('Nest gives a class an object of another module', async () => {
  const code = `const { DataSource } = require('typeorm'); const tslib_1 = require('tslib'); const common_1 = require('@nestjs/common');
    let List = class List { constructor(source) { this.source = source; } all(name) { return this.source.query('SELECT ' + name); } };
    tslib_1.__decorate([(0, common_1.Get)(), tslib_1.__param(0, (0, common_1.Query)('name')), tslib_1.__metadata('design:paramtypes', [String])], List.prototype, 'all', null);
    List = tslib_1.__decorate([(0, common_1.Controller)('a'), tslib_1.__metadata('design:paramtypes', [DataSource])], List);
    exports.handler = 1;`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual(['flows/sql']);
});

test('a class that is exported before it has its value still checks', async () => {
  const dto = `exports.Order = void 0; const { IsUUID } = require('class-validator'); const tslib_1 = require('tslib');
    class Order {} exports.Order = Order;
    tslib_1.__decorate([IsUUID(), tslib_1.__metadata('design:type', String)], Order.prototype, 'id', void 0);`;
  const code = (
    name: string,
  ): string => `const { plainToInstance } = require('class-transformer'); const { validate } = require('class-validator');
    const order_1 = require('./order'); const pool = require('mysql2/promise').createPool({});
    exports.handler = async (event) => { const order = plainToInstance(order_1.Order, JSON.parse(event.body));
      if ((await validate(order)).length > 0) throw new Error(); return pool.query('SELECT ' + order.${name}); };`;
  expect(await rulesBroken({ 'index.js': code('id'), 'order.js': dto }, SHIPPED_FLOWS)).toEqual([]);
  expect(await rulesBroken({ 'index.js': code('name'), 'order.js': dto }, SHIPPED_FLOWS)).toEqual([
    'flows/sql',
  ]);
});
