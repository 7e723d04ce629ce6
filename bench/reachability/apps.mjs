// Applications of the truth test: a handler over real packages of exact versions. They run in a child process, once, without network.

import { MORE_APPS } from './more-apps.mjs';

/**
 * @typedef {object} App
 * @property {string} name
 * @property {Record<string, string>} dependencies exact versions
 * @property {Record<string, string>} files own files, path → text
 * @property {string} handler as AWS Lambda spells it
 * @property {Record<string, string>} [environment] variables of the run
 * @property {object} [event] what the handler is called with, besides what every handler is called with
 * @property {{ external?: string[], format?: 'cjs' | 'esm' }} [bundle] it has a twin that esbuild bundles
 */

/** @type {readonly App[]} */
export const APPS = [
  {
    name: 'express',
    dependencies: {
      express: '4.21.2',
      'serverless-http': '3.2.0',
      ejs: '3.1.10',
      pug: '3.0.3',
      lodash: '4.17.21',
      moment: '2.30.1',
      pg: '8.13.1',
    },
    files: {
      'index.js': `const express = require('express');
const serverless = require('serverless-http');
const app = express();
app.set('view engine', process.env.VIEWS || 'ejs');
app.set('views', require('path').join(__dirname, 'views'));
app.use(express.json());
app.get('/', (request, response) => response.render('index', { name: 'x' }));
exports.handler = serverless(app);
`,
      'views/index.ejs': '<p><%= name %></p>\n',
    },
    handler: 'index.handler',
  },
  {
    name: 'lodash-methods',
    dependencies: {
      lodash: '4.17.21',
      'lodash.template': '4.5.0',
      uuid: '9.0.1',
      'date-fns': '2.30.0',
      handlebars: '4.7.8',
      moment: '2.30.1',
      axios: '1.7.9',
      validator: '13.12.0',
      nodemailer: '6.9.16',
    },
    files: {
      'src/app.js': `const groupBy = require('lodash/groupBy');
const { v4 } = require('uuid');
const format = require('date-fns/format');
exports.handler = async () => {
  const isEmail = require('validator/lib/isEmail');
  return { id: v4(), day: format(new Date(0), 'yyyy'), ok: isEmail('a@b.io'), groups: groupBy([1, 2], (n) => n % 2) };
};
`,
    },
    handler: 'src/app.handler',
  },
  {
    name: 'aws-sdk-v2',
    dependencies: {
      'aws-sdk': '2.1692.0',
      'aws-xray-sdk-core': '3.10.2',
      request: '2.88.2',
      bluebird: '3.7.2',
      async: '3.2.6',
    },
    files: {
      'index.js': `const DynamoDB = require('aws-sdk/clients/dynamodb');
const S3 = require('aws-sdk/clients/s3');
const table = new DynamoDB.DocumentClient({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
exports.handler = async () => {
  const s3 = new S3({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  return [s3.getSignedUrl('getObject', { Bucket: 'b', Key: 'k' }), Boolean(table.get({ TableName: 't', Key: { id: '1' } }))];
};
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'aws-sdk-v3',
    dependencies: {
      '@aws-sdk/client-dynamodb': '3.799.0',
      '@aws-sdk/lib-dynamodb': '3.799.0',
      '@aws-sdk/client-s3': '3.799.0',
      '@aws-sdk/s3-request-presigner': '3.799.0',
      '@aws-sdk/client-sqs': '3.799.0',
      'fast-xml-parser': '4.4.1',
      sharp: '0.33.5',
    },
    files: {
      'index.mjs': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1', credentials, endpoint: 'http://127.0.0.1:9', maxAttempts: 1 }));
export const handler = async () => {
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
  const url = await getSignedUrl(new S3Client({ region: 'eu-west-1', credentials }), new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
  return [url, await table.send(new GetCommand({ TableName: 't', Key: { id: '1' } })).catch(({ name }) => name)];
};
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'knex',
    dependencies: {
      knex: '3.1.0',
      pg: '8.13.1',
      mysql2: '3.11.5',
      tedious: '18.6.1',
      objection: '3.1.5',
      sequelize: '6.37.5',
      joi: '17.13.3',
    },
    files: {
      'config/database.json': '{ "client": "pg" }\n',
      'index.js': `const knex = require('knex');
const { Model } = require('objection');
const { client } = require('./config/database.json');
const database = knex({ client, connection: { host: '127.0.0.1', port: 9 } });
class Item extends Model {
  static get tableName() { return 'item'; }
}
Item.knex(database);
exports.handler = async () => Item.query().where('id', 1).toKnexQuery().toString();
`,
    },
    handler: 'index.handler',
  },
  {
    name: 'winston-pino',
    dependencies: {
      winston: '3.17.0',
      'winston-daily-rotate-file': '5.0.0',
      pino: '9.5.0',
      'pino-pretty': '13.0.0',
      bunyan: '1.8.15',
      log4js: '6.9.1',
      chalk: '4.1.2',
    },
    files: {
      'index.js': `const winston = require('winston');
const pino = require('pino');
const logger = winston.createLogger({ transports: [new winston.transports.Console()] });
const pretty = pino({ transport: { target: 'pino-pretty', options: { destination: 2 } } });
exports.handler = async () => {
  logger.info('a');
  pretty.info('b');
  await new Promise((resolve) => setTimeout(resolve, 800));
  return true;
};
`,
    },
    handler: 'index.handler',
  },
  ...MORE_APPS,
];
