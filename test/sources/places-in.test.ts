import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/model/index.js';
import { placesIn } from '../../src/sources/places-in.js';
import { acquire } from '../../src/sources/index.js';
import { functionCalled, stage, write, zipOf } from './stage-fixture.js';

describe('lines of settings', () => {
  const YAML = [
    '# comment', // 1
    'Outputs:',
    '  Api: 1',
    'Resources:',
    '  Other:', // 5
    '    Api: 2',
    '  "Api":',
    '    Type: AWS::Serverless::Function',
    '    Properties:',
    '      Environment: { Variables: { KEY: x } }', // 10
    '      Events:',
    '      - Type: Api',
    '        Path: /a',
    '      - Type: Sqs',
    '      Fn::If: [a, b]', // 15
    '    Metadata: 1',
  ].join('\n');

  test.each([
    ['Resources.Api', 7],
    ['Resources.Api.Type', 8],
    ['Resources.Api.Properties.Environment', 10],
    ['Resources.Api.Properties.Environment.Variables.KEY', 10],
    ['Resources.Api.Properties.Events.0.Path', 13],
    ['Resources.Api.Properties.Events.1', 14],
    ['Resources.Api.Properties.Fn::If', 15],
    ['Resources.Api.Metadata', 16],
    ['Resources.Api.Missing', 7],
    ['Resources.Missing', null],
    ['Missing.Api', null],
  ])('%s is in line %s', (path, line) => {
    const place = placesIn(YAML, 't.yaml')(path.split('.'));
    expect(place?.line ?? null).toBe(line);
  });

  test.each([1, 2, 4])('JSON that is laid out in lines, indented by %s, is read alike', (indent) => {
    const Properties = { Timeout: 900, Events: [{ a: 1 }, { b: 2 }] };
    const json = JSON.stringify({ Resources: { Api: { Properties }, constructor: {} } }, null, indent);
    const lines = json.split('\n');
    const lineOf = (...keys: string[]) => {
      const place = placesIn(json, 't.json')(keys);
      return lines[(place?.line ?? 0) - 1]?.trim();
    };
    expect(lineOf('Resources', 'constructor')).toBe('"constructor": {}');
    expect(lineOf('Resources', 'Api', 'Properties', 'Timeout')).toBe('"Timeout": 900,');
    expect(lineOf('Resources', 'Api', 'Properties', 'Events', '1', 'b')).toBe('"b": 2');
  });

  test.each([
    ['one line', '{"Resources":{"Api":{}}}'],
    ['no such section', 'Api: 1\n'],
    ['a long line of nothing', `Resources:\n${' '.repeat(1_000_000)}x`],
    ['lists in lists', `Resources:\n${'- '.repeat(100_000)}x`],
  ])('%s: no place', (_, text) => {
    expect(placesIn(text, 't.yaml')(['Resources', 'Api'])).toBeNull();
  });
});

const SAM = 'Resources:\n  StoreFunction:\n    Type: AWS::Serverless::Function\n';
const TERRAFORM = '# functions\n\nmodule "screen" {\n}\nresource "aws_lambda_function" "store" {\n}\n';
const SERVERLESS = 'service: intake\nfunctions:\n  screen:\n    handler: src/a.handler\n';

interface Place {
  readonly fixture: string;
  readonly target: string;
  readonly name: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly at: Declaration | null;
}

const PLACES: readonly Place[] = [
  {
    fixture: 'sam/intake',
    target: '.aws-sam/build',
    name: 'StoreFunction',
    files: { 'template.yaml': SAM },
    at: { path: 'template.yaml', line: 2 },
  },
  {
    fixture: 'serverless/intake',
    target: '.serverless',
    name: 'intake-dev-screen',
    files: { 'serverless.yml': SERVERLESS },
    at: { path: 'serverless.yml', line: 3 },
  },
  {
    fixture: 'terraform/plan',
    target: 'infra/root.json',
    name: 'intake-store',
    files: { 'infra/main.tf': TERRAFORM },
    at: { path: 'infra/main.tf', line: 5 },
  },
  {
    fixture: 'netlify/site',
    target: '.netlify/functions',
    name: 'hello',
    files: { 'netlify/functions/hello/hello.mjs': '', '.netlify/functions/hello.zip': zipOf({ a: '' }) },
    at: { path: 'netlify/functions/hello/hello.mjs', line: null },
  },
  {
    fixture: 'azure/function-json',
    target: '.',
    name: 'Screen',
    at: { path: 'Screen/function.json', line: null },
  },
];

test.each(PLACES)('$fixture: $name is declared in $at.path', async ({ fixture, target, name, files, at }) => {
  const folder = stage(fixture);
  write(folder, files ?? {});
  const acquired = await acquire([target], {}, folder);
  expect(functionCalled(acquired, name).declaredIn).toEqual(at);
});

const GENERATED: readonly Place[] = [
  {
    fixture: 'serverless/intake',
    target: '.serverless',
    name: 'intake-dev-screen',
    at: { path: '.serverless/cloudformation-template-update-stack.json', line: 94 },
  },
  {
    fixture: 'cdk/intake',
    target: 'cdk.out',
    name: 'Intake/Api',
    at: { path: 'cdk.out/Intake.template.json', line: 75 },
  },
  {
    fixture: 'vercel/site',
    target: '.vercel/output',
    name: 'api/hello',
    at: { path: '.vercel/output/functions/api/hello.func/.vc-config.json', line: null },
  },
  {
    fixture: 'cloudflare/toml',
    target: 'dist',
    name: 'mailer',
    at: { path: 'wrangler.toml', line: null },
  },
  {
    fixture: 'gcf/locked',
    target: '.',
    name: 'screen',
    at: { path: 'package.json', line: null },
  },
  {
    fixture: 'sam/intake',
    target: '.aws-sam/build',
    name: 'StoreFunction',
    at: { path: '.aws-sam/build/template.yaml', line: 58 },
  },
  {
    fixture: 'terraform/plan',
    target: 'infra/root.json',
    name: 'intake-store',
    at: { path: 'infra/root.json', line: 20 },
  },
];

test.each(GENERATED)('$fixture without its source: $name in $at.path', async (place) => {
  const acquired = await acquire([place.target], {}, stage(place.fixture));
  expect(functionCalled(acquired, place.name).declaredIn).toEqual(place.at);
});

test('a bare artifact is declared nowhere', async () => {
  const folder = stage('local/single');
  write(folder, { 'a.zip': zipOf({ 'index.js': '' }) });
  expect(functionCalled(await acquire(['a.zip'], {}, folder), 'a').declaredIn).toBeNull();
});
