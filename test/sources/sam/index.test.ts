import { beforeAll, describe, expect, test } from 'vitest';
import { sam } from '../../../src/sources/sam/index.js';
import type { Acquisition } from '../../../src/sources/index.js';
import {
  acquireWith,
  codesOf,
  emptyFolder,
  functionCalled,
  mountsOf,
  stage,
  targetAt,
  write,
} from '../stage-fixture.js';

describe('a build with everything in it', () => {
  let folder = '';
  let acquired: Acquisition;
  beforeAll(async () => {
    folder = stage('sam/intake');
    acquired = await acquireWith(sam, targetAt(folder, '.aws-sam/build'));
  });

  test('functions that share a build mount the same folder, with the layer of Globals', () => {
    const build = '.aws-sam/build';
    const shared = [`/var/task=${build}/ScreenFunction`, `/opt=${build}/Deps`];
    expect(mountsOf(acquired, folder)).toMatchObject({ 'intake-dev-screen': shared, StoreFunction: shared });
  });

  test.each([
    ['a layer that is only an ARN', 'intake-dev-screen', ['missing']],
    ['an image', 'OcrFunction', ['missing']],
    ['a path out of the project', 'EscapeFunction', ['unsafe-path']],
    ['a folder that is not there', 'GoneFunction', ['missing']],
  ])('%s is a problem of its function', (_, label, codes) => {
    expect(codesOf(acquired)[label]).toEqual(codes);
  });

  test('nothing outside of the project is an artifact', () => {
    expect(acquired.artifacts.filter(({ hostPath }) => !hostPath.startsWith(folder))).toEqual([]);
  });

  test('configuration of the function and of Globals', () => {
    expect(functionCalled(acquired, 'intake-dev-screen')).toMatchObject({
      runtime: 'nodejs22.x',
      handler: 'app.screen',
      architecture: 'arm64',
      role: {
        policies: [
          { name: 'AWSLambdaBasicExecutionRole' },
          { name: 'S3ReadPolicy', statements: [{ effect: 'Allow' }] },
          { name: '(inline)' },
        ],
      },
      triggers: [
        { type: 'http', detail: 'POST /candidates' },
        { type: 'schedule', detail: 'rate(1 day)' },
      ],
      environment: ['API_KEY', 'STAGE', 'TOKEN'],
    });
  });

  test('a condition decided by a default, a role of the template and a queue of the template', () => {
    expect(functionCalled(acquired, 'StoreFunction')).toMatchObject({
      runtime: 'nodejs24.x',
      role: {
        name: 'intake-store',
        policies: [{ name: 'AmazonDynamoDBFullAccess' }, { name: 'write-candidates' }],
      },
      triggers: [{ type: 'queue', detail: 'Candidates' }],
    });
  });

  test('a nested application that is built here is read', () => {
    expect(mountsOf(acquired, folder)['Archive/ArchiveFunction']).toEqual([
      '/var/task=.aws-sam/build/Archive/ArchiveFunction',
    ]);
  });

  test('a part that is elsewhere makes the answer incomplete', () => {
    expect(acquired.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
    expect(acquired.problems[0]?.message).toContain('Elsewhere');
  });
});

test('broken YAML is a problem with its line', async () => {
  const folder = stage('sam/broken-yaml');
  write(folder, { 'template.yaml': 'Resources:\n  A:\n    Type: AWS::Lambda::Function\n   B: [\n' });
  const { functions, problems } = await acquireWith(sam, targetAt(folder));
  expect(functions).toEqual([]);
  expect(problems).toMatchObject([{ code: 'malformed', path: 'template.yaml', affectsCompleteness: true }]);
  expect(problems[0]?.message).toMatch(/line [45]/);
});

test('a project with a build is left for its build', async () => {
  const folder = stage('sam/intake');
  write(folder, { 'template.yaml': 'Resources:\n  A:\n    Type: AWS::Serverless::Function\n' });
  expect(await sam.recognises(targetAt(folder))).toBe(false);
});

test('a template without functions is no build', async () => {
  const folder = emptyFolder();
  write(folder, { 'template.yaml': 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n' });
  expect(await sam.recognises(targetAt(folder))).toBe(false);
});

test('an application that nests itself ends', async () => {
  const folder = emptyFolder();
  const template = {
    Resources: { A: { Type: 'AWS::Serverless::Application', Properties: { Location: 'template.json' } } },
  };
  write(folder, { 'template.json': JSON.stringify({ ...template, Description: 'AWS::Lambda::' }) });
  const { problems } = await acquireWith(sam, targetAt(folder));
  expect(problems.map(({ code }) => code)).toEqual(['missing']);
});
