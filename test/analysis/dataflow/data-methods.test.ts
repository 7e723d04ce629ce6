import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = "const cp = require('child_process'); const run = (text) => cp.execSync(text);\n";

async function isRun(code: string): Promise<boolean> {
  return (await rulesBroken({ 'index.js': START + code }, SHIPPED_FLOWS)).includes('flows/command');
}

test.each([
  [
    'a promise of a class of its own',
    "const s = new MongoClient('').connect().then((c) => new S(c.db('a')));",
  ],
  [
    'a promise of a collection',
    "const s = new MongoClient('').connect().then((c) => c.db('a')).then((d) => new S(d));",
  ],
])('a database that code gets through %s', async (_what, service) => {
  const code = `const { MongoClient } = require('mongodb');
    class S { constructor(db) { this.users = db.collection('users'); } login({ email }) { return this.users.findOne({ email }); } }
    ${service}
    exports.handler = async (e) => (await s).login(JSON.parse(e.body));`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual(['flows/nosql']);
});

test.each([
  ['a template', '`${t}`', false],
  ['a sum', "t + ''", false],
  ['a joined list', "[t].join('')", false],
  ['String', 'String(t)', false],
  ['the value itself', 't', true],
  ['an alternative', "t || ''", true],
])('%s of a value is a text, which holds no operator of a database', async (_what, value, is) => {
  const code = `const { MongoClient } = require('mongodb'); const c = new MongoClient('').db().collection('a');
    exports.handler = async (e) => { const { t } = JSON.parse(e.body); return c.findOne({ t: ${value} }); };`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual(is ? ['flows/nosql'] : []);
});

test.each([
  ['map', 'run(list.map((x) => x.s).join(" "))', true],
  ['map', 'run(list.map((x) => x.n).join(" "))', false],
  ['filter and map', 'run(list.filter((x) => x.n > 1).map((x) => x.s).join(" "))', true],
  ['an element', 'run(list.at(0).s)', true],
  ['an element', 'run(list.pop().n)', false],
  ['all of it', 'run(list.join(" "))', true],
])('a list whose elements a schema describes: %s', async (_what, steps, is) => {
  const code = `const { z } = require('zod');
    const schema = z.array(z.object({ n: z.number(), s: z.string() }));
    exports.handler = (e) => { const list = schema.parse(JSON.parse(e.body)); ${steps} };`;
  expect(await isRun(code)).toBe(is);
});

test.each([
  [
    'a value of the code',
    'const A = process.env.A; exports.handler = (e) => { if (e.a === A) run(e.a); }',
    false,
  ],
  [
    'a value of the code, turned',
    'const A = process.env.A; exports.handler = (e) => { if (A === e.a) run(e.a); }',
    false,
  ],
  ['other data', 'exports.handler = (e) => { if (e.a === e.b) run(e.a); }', true],
  ['another value', 'const A = process.env.A; exports.handler = (e) => { if (e.a !== A) run(e.a); }', true],
  ['nothing', 'exports.handler = (e) => { if (e.a !== undefined) run(e.a); }', true],
])('what is the same as %s', async (_what, code, is) => {
  expect(await isRun(code)).toBe(is);
});

test.each([
  ['event.Records[0].s3.bucket.name', true],
  ['event.detail.bucket.name', true],
  ['JSON.parse(event.Records[0].body).Records[0].s3.bucket.name', true],
  ['event.Records[0].s3.object.key', false],
  ['event.bucket.name', false],
])('a bucket that S3 names: %s', async (bucket, isTrusted) => {
  const code = `const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3'); const s3 = new S3Client({});
    exports.handler = (event) => s3.send(new GetObjectCommand({ Bucket: ${bucket}, Key: 'a' }));`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual(isTrusted ? [] : ['flows/target']);
});

test.each([
  [
    'tslib',
    "const tslib_1 = require('tslib'); const path_1 = tslib_1.__importDefault(require('path'));",
    'path_1.default',
  ],
  [
    'tslib, all names',
    "const tslib_1 = require('tslib'); const path = tslib_1.__importStar(require('path'));",
    'path',
  ],
  [
    'a helper in the file',
    "var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { default: mod }; };\nconst path_1 = __importDefault(require('path'));",
    'path_1.default',
  ],
])('a module behind a helper of TypeScript: %s', async (_what, load, name) => {
  const code = `const fs = require('fs'); ${load}
    exports.handler = async (e) => fs.readFileSync('/tmp/' + ${name}.basename(e.name));`;
  expect(await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).toEqual([]);
  const other = code.replace('.basename', '.normalize');
  expect(await rulesBroken({ 'index.js': other }, SHIPPED_FLOWS)).toEqual(['flows/path']);
});
