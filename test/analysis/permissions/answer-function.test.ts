import { expect, it } from 'vitest';
import type { OperationAnswer } from '../../../src/model/index.js';
import { answerFor, type Files } from '../../support/operation-answer.js';

it.each<readonly [what: string, code: string, unresolved: readonly string[]]>([
  [
    'a client comes from where nothing is known of',
    "const { S3 } = require('@aws-sdk/client-s3'); const box = {}; box[Date.now()] = new S3(); exports.handler = (event) => box[event.key][event.other].putObject({});",
    ['putObject() is called on a value that could not be followed'],
  ],
  [
    'all clients have send alone',
    "const { S3Client } = require('@aws-sdk/client-s3'); new S3Client(); exports.handler = (event) => event.clients.putObject({});",
    [],
  ],
  [
    'a method is hardly one of a client',
    "const { S3 } = require('@aws-sdk/client-s3'); new S3(); exports.handler = (event) => event.clients.toLocaleString();",
    [],
  ],
])('operations are "at least these" where %s', async (_what, code, unresolved) => {
  expect((await answerFor({ 'index.js': code }))?.unresolved).toEqual(unresolved);
});

const SENDS =
  "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'; export const handler = () => new SQSClient().send(new SendMessageCommand({}));";

it('lists no commands that only code gets which is not followed, if they are all of a client', async () => {
  const names = Array.from({ length: 30 }, (_, at) => `Op${at}Command`);
  const made = names.map((name) => `new sdk.${name}({})`).join(', ');
  const handed = names.map((name) => `sdk.${name}`).join(', ');
  const code = (what: string) =>
    `const sdk = require('@aws-sdk/client-sqs'); const other = require('other'); exports.handler = () => { ${what}; };`;
  const whole = await answerFor({ 'index.js': code(`other([${handed}])`) });
  expect(whole?.operations).toEqual([]);
  expect(whole?.unresolved).toEqual([
    'code that could not be followed gets all commands of sqs, and may perform any of them',
  ]);
  const own = await answerFor({ 'index.js': code(`other([${made}])`) });
  expect(own?.operations).toHaveLength(30);
  const few = await answerFor({ 'index.js': code('other([sdk.Op1Command, sdk.Op2Command])') });
  expect(few?.operations).toHaveLength(2);
});

it.each<readonly [what: string, files: Files, runtime: string | null, answer: OperationAnswer | undefined]>([
  [
    'no code has a word of AWS',
    { 'index.js': 'exports.handler = () => 1' },
    'nodejs22.x',
    { operations: [], unresolved: [] },
  ],
  ['no code was found', { 'README.md': '' }, 'nodejs22.x', undefined],
  ['another language runs it', { 'index.js': '' }, 'provided.al2023', undefined],
])('needs nothing, or is not known, where %s', async (...[, files, runtime, answer]) => {
  expect(await answerFor(files, { runtime })).toEqual(answer);
});

it('says so where code signs requests to AWS without an SDK', async () => {
  const code =
    'exports.handler = (event) => fetch(event.url, { headers: { authorization: `AWS4-HMAC-SHA256 ${event.key}` } });';
  const answer = await answerFor({ 'index.js': code });
  expect(answer?.operations).toEqual([]);
  expect(answer?.unresolved).toContain('code signs requests to AWS without an SDK');
});

it('concludes nothing from code that was not read', async () => {
  const problems = [
    { code: 'encrypted', path: 'b.js', message: 'It is encrypted.', affectsCompleteness: true },
  ] as const;
  const answer = await answerFor(
    { 'index.js': 'exports.handler = () => 1' },
    { runtime: 'nodejs22.x' },
    { problems },
  );
  expect(answer).not.toEqual({ operations: [], unresolved: [] });
  const known = await answerFor({ 'index.mjs': SENDS }, {}, { problems });
  expect(known?.unresolved).toEqual(['some of its code could not be analysed']);
});

it.each<readonly [what: string, layer: Files, unresolved: readonly string[]]>([
  [
    'a layer may call AWS',
    {
      'nodejs/node_modules/own/package.json':
        '{"name":"own","version":"1.0.0","dependencies":{"@aws-sdk/client-s3":"3"}}',
      'nodejs/node_modules/own/index.js': '',
    },
    ['a layer holds code that may call AWS and was not followed'],
  ],
  ['a layer has no word of AWS', { 'nodejs/node_modules/left/index.js': 'module.exports = 1' }, []],
])('says that there may be more operations where %s', async (_what, layer, unresolved) => {
  expect((await answerFor({ 'index.mjs': SENDS }, {}, { layer }))?.unresolved).toEqual(unresolved);
});
