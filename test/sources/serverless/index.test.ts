import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverless } from '../../../src/sources/serverless/index.js';
import {
  acquireWith,
  codesOf,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
  zipOf,
} from '../stage-fixture.js';

const code = zipOf({ 'src/a.js': 'exports.handler = 1' });
const ARCHIVES = {
  '.serverless/intake.zip': code,
  '.serverless/deps.zip': zipOf({ 'nodejs/x.js': '' }),
  'functions/store/fn.zip': zipOf({ 'src/b.js': '' }),
  'functions/mail/fn.zip': zipOf({ 'src/c.js': '' }),
};
const STATE = '.serverless/serverless-state.json';
const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';

interface CompiledTemplate {
  readonly Resources: object;
}

const MOUNTS = {
  'intake-dev-screen': ['/var/task=.serverless/intake.zip', '/opt=.serverless/deps.zip'],
  'intake-dev-store-it': ['/var/task=functions/store/fn.zip'],
  'intake-dev-mail': ['/var/task=functions/mail/fn.zip'],
};

test('shared, own and layer archives; the same base name in two folders; a path of another machine', async () => {
  const folder = stage('serverless/intake', ARCHIVES);
  expect(mountsOf(await acquireWith(serverless, targetAt(folder, '.serverless')), folder)).toEqual(MOUNTS);
});

test('configuration and triggers', async () => {
  const folder = stage('serverless/intake', ARCHIVES);
  const acquired = await acquireWith(serverless, targetAt(folder, '.serverless'));
  expect(functionCalled(acquired, 'intake-dev-screen')).toMatchObject({
    id: 'intake-dev-screen',
    runtime: 'nodejs20.x',
    handler: 'src/a.handler',
    region: 'us-east-1',
    environment: ['STAGE_SECRET', 'TABLE'],
    triggers: [
      { type: 'schedule', detail: 'rate(1 hour)' },
      { type: 'http', detail: 'POST /candidates' },
    ],
  });
});

test('without the state, keys of the template lead to archives of the output folder only', async () => {
  const folder = stage('serverless/intake', ARCHIVES);
  rmSync(join(folder, STATE));
  const acquired = await acquireWith(serverless, targetAt(folder, '.serverless'));
  expect(mountsOf(acquired, folder)['intake-dev-screen']).toEqual(MOUNTS['intake-dev-screen']);
  expect(codesOf(acquired)['intake-dev-store-it']).toEqual(['missing']);
});

test('without the template, the copy in the state is read', async () => {
  const folder = stage('serverless/intake', ARCHIVES);
  rmSync(join(folder, TEMPLATE));
  const Resources = {
    ScreenLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'screen', Code: { S3Key: 'a/intake.zip' } },
    },
  };
  const provider = { region: 'eu-west-1', compiledCloudFormationTemplate: { Resources } };
  write(folder, { [STATE]: JSON.stringify({ service: { provider }, package: { artifact: 'intake.zip' } }) });
  const acquired = await acquireWith(serverless, targetAt(folder, '.serverless'));
  expect(mountsOf(acquired, folder)).toEqual({ screen: ['/var/task=.serverless/intake.zip'] });
});

describe('a copy of the template in the state', () => {
  function withCopy(change: (template: CompiledTemplate) => unknown): string {
    const folder = stage('serverless/intake', ARCHIVES);
    const state = JSON.parse(readFileSync(join(folder, STATE), 'utf8')) as { service: { provider: object } };
    const template = JSON.parse(readFileSync(join(folder, TEMPLATE), 'utf8')) as CompiledTemplate;
    const provider = { ...state.service.provider, compiledCloudFormationTemplate: change(template) };
    write(folder, { [STATE]: JSON.stringify({ ...state, service: { ...state.service, provider } }) });
    return folder;
  }

  /** As the framework writes an object that stands in two places. */
  function withReference({ Resources }: CompiledTemplate) {
    const path = '$["service"]["provider"]["compiledCloudFormationTemplate"]["Twice"]';
    const resources = Object.entries(Resources) as [string, { Properties: { Code?: unknown } }][];
    const held = resources.find(([, { Properties }]) => Properties.Code)!;
    const Properties = { ...held[1].Properties, Code: { $ref: path } };
    return {
      Resources: { ...Resources, [held[0]]: { ...held[1], Properties } },
      Twice: held[1].Properties.Code,
    };
  }

  const evil = { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: 'evil.zip' } } };

  test.each<[what: string, change: (template: CompiledTemplate) => unknown, codes: readonly string[]]>([
    ['that is the same', (template) => template, []],
    ['with another description', (template) => ({ ...template, Description: 'x' }), []],
    ['whose values are references to others', withReference, []],
    ['with one more function', ({ Resources }) => ({ Resources: { ...Resources, Evil: evil } }), ['stale']],
    ['without functions', () => ({ Resources: {} }), ['stale']],
  ])('%s gives the problems %j', async (_, change, codes) => {
    const acquired = await acquireWith(serverless, targetAt(withCopy(change), '.serverless'));
    expect(acquired.problems.map((problem) => problem.code)).toEqual(codes);
  });
});

test.each([
  ['no JSON', '{'],
  ['JSON of something else', '[1]'],
])('a state that is %s is a problem, not the end', async (_, text) => {
  const folder = stage('serverless/intake', ARCHIVES);
  write(folder, { [STATE]: text });
  const acquired = await acquireWith(serverless, targetAt(folder, '.serverless'));
  expect(acquired.problems).toMatchObject([{ code: 'malformed', path: STATE }]);
  expect(acquired.functions).toHaveLength(3);
});
