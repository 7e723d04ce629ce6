import { expect, it } from 'vitest';
import { answerFor } from '../../support/operation-answer.js';

/** The parts of version 2 that its clients need, as its own modules are composed. `uses` is code that only the SDK calls. */
const CORE_BODY =
  "var AWS = { util: require_util() }; EXPORTS = AWS; AWS.util.update(AWS, { VERSION: '2.1', Signers: {}, Protocol: {}, Model: {}, apiLoader: {} }); require_service();";
const UTIL_BODY =
  'var util = { uriEscape: function (a) { return a }, uriEscapePath: function (a) { return a }, memoizedProperty: function () {}, hideProperties: function () {}, inherit: function (a, b) { return b } }; EXPORTS = util;';
const SERVICE_BODY =
  "var AWS = require_core(); AWS.Service = AWS.util.inherit({ constructor: function () { this.makeRequest('listBuckets') } }); AWS.Service.addPromises = function () { new AWS.S3().deleteObject({}) };";
const S3_BODY =
  "var AWS = require_core(); AWS.apiLoader.services['s3'] = {}; AWS.S3 = AWS.Service.defineService('s3', ['2006-03-01']); AWS.util.update(AWS.S3.prototype, { helper: function () { return this.getBucketAcl({}) } }); EXPORTS = AWS.S3;";
const DYNAMODB_BODY =
  "var AWS = require_core(); AWS.DynamoDB = AWS.Service.defineService('dynamodb', ['2012-08-10']); AWS.DynamoDB.DocumentClient = AWS.util.inherit({ constructor: function () {} }); EXPORTS = AWS.DynamoDB;";

const BODIES: readonly (readonly [name: string, body: string])[] = [
  ['core', CORE_BODY],
  ['util', UTIL_BODY],
  ['service', SERVICE_BODY],
  ['s3', S3_BODY],
  ['dynamodb', DYNAMODB_BODY],
];

function asEsbuild(own: string): string {
  const modules = BODIES.map(
    ([name, body]) =>
      `var require_${name} = __commonJS({ "aws-sdk/${name}.js"(exports2, module2) { ${body.replace('EXPORTS', 'module2.exports')} } });`,
  );
  return `var __commonJS = (cb, mod) => function __require() { return mod || (0, cb[Object.getOwnPropertyNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports; }; ${modules.join('\n')} ${own}`;
}

function asWebpack(own: string): string {
  const modules = BODIES.map(
    ([name, body]) =>
      `'${name}': (e, t, n) => { ${body.replace('EXPORTS', 'e.exports').replaceAll(/require_(\w+)\(\)/g, "n('$1')")} }`,
  );
  const start =
    'var c = {}; function r(id) { var m = c[id]; if (m !== undefined) return m.exports; var i = c[id] = { exports: {} }; t[id](i, i.exports, r); return i.exports; }';
  return `(() => { var t = { ${modules.join(', ')} }; ${start} ${own.replaceAll(/require_(\w+)\(\)/g, "r('$1')")} })()`;
}

function asRollup(own: string): string {
  const modules = BODIES.map(
    ([name, body]) =>
      `var ${name}Value; var has_${name}; function require_${name}() { if (has_${name}) return ${name}Value; has_${name} = 1; ${body.replace('EXPORTS', `${name}Value`)} return ${name}Value; }`,
  );
  return `${modules.join('\n')} ${own}`;
}

/** Functions of another program that look like a module of the SDK, but for one name. */
const ALMOST = asEsbuild('exports.handler = () => 1')
  .replace('Signers: {}', 'Signers: {}, uriEscapePath() {}')
  .replace("VERSION: '2.1', ", '');

const OWN: readonly (readonly [what: string, own: string, found: readonly string[]])[] = [
  [
    'a client',
    'const S3 = require_s3(); exports.handler = () => new S3().getObject({}).promise();',
    ['s3:GetObject'],
  ],
  [
    'a client of the whole SDK',
    "require_s3(); const AWS = require_core(); const s3 = new AWS.S3(); exports.handler = () => s3.waitFor('objectExists', {}).promise();",
    ['s3:HeadObject'],
  ],
  [
    'a callback',
    'const S3 = require_s3(); exports.handler = (e, c, done) => new S3().putObject({}, () => new S3().headObject({}, done));',
    ['s3:HeadObject', 's3:PutObject'],
  ],
  [
    'a document client',
    'const D = require_dynamodb(); const d = new D.DocumentClient(); exports.handler = () => d.query({}).promise();',
    ['dynamodb:Query'],
  ],
  [
    'an upload',
    'const S3 = require_s3(); exports.handler = () => new S3.ManagedUpload({ params: {} }).promise();',
    [
      's3:AbortMultipartUpload',
      's3:CompleteMultipartUpload',
      's3:CreateMultipartUpload',
      's3:PutObject',
      's3:UploadPart',
    ],
  ],
  ['an unused client', 'require_s3(); exports.handler = () => 1;', []],
];

/** What the SDK's own models hold. */
const ADDRESS = "const address = 's3.amazonaws.com';";

const BUNDLERS = { esbuild: asEsbuild, webpack: asWebpack, Rollup: asRollup };
const CASES = Object.entries(BUNDLERS).flatMap(([bundler, bundle]) =>
  OWN.map(([what, own, found]) => [`${what} by ${bundler}`, ADDRESS + bundle(own), found] as const),
);

it.each(CASES)('knows version 2 of the SDK inside of a bundle: %s', async (_what, code, found) => {
  const answer = await answerFor({ 'index.js': code });
  expect(answer?.operations.map(({ service, operation }) => `${service}:${operation}`)).toEqual(found);
  expect(answer?.unresolved).toEqual([]);
});

it('follows modules that only look like those of the SDK', async () => {
  const own =
    "const AWS = require_core(); exports.handler = () => AWS.apiLoader.load(() => fetch('http://localhost:2773/secretsmanager/get?secretId=a'));";
  const code = ALMOST.replace('exports.handler = () => 1', own).replace(
    'apiLoader: {}',
    'apiLoader: { load: (f) => f() }',
  );
  const answer = await answerFor({ 'index.js': code });
  expect(answer?.operations.map(({ operation }) => operation)).toEqual(['GetSecretValue']);
});
