// The rest of the applications of the truth test: see apps.mjs.

/** @type {readonly import('./apps.mjs').App[]} */
export const MORE_APPS = [
  {
    name: 'axios',
    dependencies: {
      axios: '1.7.9',
      got: '11.8.6',
      'node-fetch': '2.7.0',
      superagent: '10.1.1',
      cheerio: '1.0.0',
      jsonwebtoken: '9.0.2',
      qs: '6.13.1',
    },
    files: {
      'lib/load.js': `module.exports = (name) => require('./' + name + '-client');\n`,
      'lib/axios-client.js': `const axios = require('axios');
module.exports = (url) => axios.get(url, { timeout: 500 }).catch(({ code }) => code);
`,
      'lib/fetch-client.js': `module.exports = require('node-fetch');\n`,
      'index.js': `const load = require('./lib/load');
const jwt = require('jsonwebtoken');
exports.handler = async () => [jwt.sign({ a: 1 }, 'x'), await load('axios')('http://127.0.0.1:9/')];
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'mongoose',
    dependencies: {
      mongoose: '8.8.4',
      mongodb: '6.11.0',
      redis: '4.7.0',
      ioredis: '5.4.1',
      zod: '3.23.8',
      ajv: '8.17.1',
      'ajv-formats': '3.0.1',
    },
    files: {
      'dist/handlers/item.js': `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = void 0;
const mongoose_1 = require("mongoose");
const zod_1 = require("zod");
const Item = (0, mongoose_1.model)("Item", new mongoose_1.Schema({ name: String }));
const handler = async (event) => {
    const { name } = zod_1.z.object({ name: zod_1.z.string() }).parse(event);
    return new Item({ name }).validate().then(() => name);
};
exports.handler = handler;
`,
      'dist/handlers/cache.js': `const { createClient } = require('redis');\nexports.handler = async () => Boolean(createClient());\n`,
      'dist/handlers/check.js': `const Ajv = require('ajv');\nexports.handler = async () => new Ajv().validate({}, 1);\n`,
    },
    handler: 'dist/handlers/item.handler',
  },
  {
    name: 'fastify',
    dependencies: {
      fastify: '4.28.1',
      '@fastify/aws-lambda': '4.1.0',
      '@fastify/cors': '9.0.1',
      '@fastify/autoload': '5.10.0',
      '@fastify/swagger': '8.15.0',
      'pino-pretty': '11.3.0',
      yargs: '17.7.2',
      inquirer: '8.2.6',
    },
    files: {
      'index.js': `const awsLambda = require('@fastify/aws-lambda');
const app = require('fastify')({ logger: false });
app.register(require('@fastify/autoload'), { dir: require('path').join(__dirname, 'routes') });
exports.handler = awsLambda(app);
`,
      'routes/root.js': `const cors = require('@fastify/cors');
module.exports = async (app) => {
  await app.register(cors);
  app.get('/', { schema: { response: { 200: { type: 'object', properties: { a: { type: 'number' } } } } } }, async () => ({ a: 1 }));
};
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'typeorm',
    dependencies: {
      typeorm: '0.3.20',
      'reflect-metadata': '0.2.2',
      mysql2: '3.11.5',
      pg: '8.13.1',
      'class-validator': '0.14.1',
      'class-transformer': '0.5.1',
      typescript: '5.7.2',
      prettier: '3.4.2',
    },
    files: {
      'index.js': `require('reflect-metadata');
const { DataSource, EntitySchema } = require('typeorm');
const Item = new EntitySchema({ name: 'Item', columns: { id: { primary: true, type: Number } } });
exports.handler = async () => {
  const source = new DataSource({ type: process.env.DATABASE || 'postgres', host: '127.0.0.1', port: 9, entities: [Item] });
  return source.initialize().catch(({ code }) => code);
};
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'middy',
    dependencies: {
      '@middy/core': '5.4.0',
      '@middy/http-json-body-parser': '5.4.0',
      '@aws-sdk/client-ssm': '3.799.0',
      '@aws-lambda-powertools/commons': '2.11.0',
      '@aws-lambda-powertools/logger': '2.11.0',
      '@aws-lambda-powertools/tracer': '2.11.0',
      '@aws-lambda-powertools/parameters': '2.11.0',
    },
    files: {
      'package.json': '{ "type": "module", "imports": { "#lib/*": "./src/*.js" } }\n',
      'src/logger.js': `import { Logger } from '@aws-lambda-powertools/logger';\nexport const logger = new Logger({ serviceName: 'x' });\n`,
      'index.js': `import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import { logger } from '#lib/logger';
export const handler = middy().use(jsonBodyParser()).handler(async (event) => {
  logger.info('a');
  return event.body;
});
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'shared-dependencies',
    dependencies: {
      stripe: '17.4.0',
      graphql: '16.9.0',
      '@apollo/server': '4.11.2',
      'pdf-lib': '1.17.1',
      csvtojson: '2.0.10',
      xlsx: '0.18.5',
      twilio: '5.3.7',
      'jwks-rsa': '3.1.0',
      ulid: '2.3.0',
      luxon: '3.5.0',
      webpack: '5.97.1',
      eslint: '8.57.1',
    },
    files: {
      'functions/pay/handler.js': `const Stripe = require('stripe');\nexports.main = async () => Boolean(new Stripe('sk_test_x'));\n`,
      'functions/query/handler.js': `const { graphql, buildSchema } = require('graphql');
const { ulid } = require('ulid');
const plugins = ['../../lib/time', '../../lib/id'].map((name) => require(name));
exports.main = async () => [await graphql({ schema: buildSchema('type Query { a: Int }'), source: '{ a }', rootValue: { a: 1 } }), ulid(), plugins.length];
`,
      'lib/time.js': `module.exports = require('luxon').DateTime;\n`,
      'lib/id.js': `exports.id = () => 1;\n`,
      'lib/report.js': `exports.report = () => require('xlsx');\n`,
    },
    handler: 'functions/query/handler.main',
  },
];
