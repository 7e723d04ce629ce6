import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCloudFormation } from '../../../src/templates/cloudformation/read-cloud-formation.js';

/** Facts of the function `Fn` with these properties, in a template with these other sections. */
function factsOf(properties: object, sections: object = {}, resources: object = {}) {
  const Resources = { Fn: { Type: 'AWS::Lambda::Function', Properties: properties }, ...resources };
  const { functions } = readCloudFormation(JSON.stringify({ Resources, ...sections }), 't.json');
  const [facts] = functions;
  if (!facts) throw new Error('no function');
  return facts;
}

describe('names resolved before a deployment', () => {
  const sections = {
    Parameters: { Stage: { Default: 'dev' }, Open: {}, Secret: { NoEcho: true, Default: 'planted' } },
    Mappings: { Names: { dev: { short: 'd' } } },
    Conditions: {
      IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
      IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'x'] },
      Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsOpen' }] },
      NotDevAndOpen: { 'Fn::And': [{ 'Fn::Not': [{ Condition: 'IsDev' }] }, { Condition: 'IsOpen' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsOpen' }] },
      Loop: { Condition: 'Loop' },
    },
  };
  test.each([
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'Open' }, null],
    [{ Ref: 'Secret' }, null],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::Region' }, null],
    [{ Ref: 'constructor' }, null],
    [{ 'Fn::Sub': 'a-${Stage}' }, 'a-dev'],
    [{ 'Fn::Sub': 'a-${!Stage}' }, 'a-${Stage}'],
    [{ 'Fn::Sub': 'a-${AWS::StackName}' }, null],
    [{ 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'Stage' } }] }, 'dev-dev'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-dev-1'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Open' }]] }, null],
    [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    [{ 'Fn::Select': ['0', { 'Fn::Split': ['-', 'x-y'] }] }, 'x'],
    [{ 'Fn::Select': [9, ['a']] }, null],
    [{ 'Fn::FindInMap': ['Names', { Ref: 'Stage' }, 'short'] }, 'd'],
    [{ 'Fn::FindInMap': ['Names', '__proto__', 'short'] }, null],
    [{ 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['IsOpen', 'yes', 'no'] }, null],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, null],
    [{ 'Fn::If': ['NotDevAndOpen', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Loop', 'yes', 'no'] }, null],
    [{ 'Fn::ImportValue': 'x' }, null],
    ['x'.repeat(5000), null],
  ])('%j is %j', (value, expected) => {
    expect(factsOf({ FunctionName: value }, sections).name).toBe(expected);
  });
});

test.each([
  [{ S3Key: 'a.zip' }, { kind: 's3', key: 'a.zip', assetPath: null }],
  [
    { S3Key: { 'Fn::Sub': 'h.zip' }, S3Bucket: { Ref: 'B' } },
    { kind: 's3', key: 'h.zip', assetPath: null },
  ],
  [{ ImageUri: { Ref: 'Uri' } }, { kind: 'image', uri: null }],
  [{ ZipFile: 'exports.x' }, { kind: 'inline', text: 'exports.x' }],
  ['./fn', { kind: 'path', path: './fn' }],
  ['s3://bucket/a/b.zip', { kind: 's3', key: 'a/b.zip', assetPath: null }],
  [{ S3Key: { Ref: 'Key' } }, { kind: 'unknown' }],
  [undefined, { kind: 'unknown' }],
])('code %j', (Code, expected) => {
  expect(factsOf({ Code }).code).toEqual(expected);
});

const LAYER = { Deps: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: './deps' } } };

test.each([
  [[{ Ref: 'Deps' }], [{ kind: 'local', layer: 'Deps' }]],
  [
    ['arn:a', { Ref: 'Deps' }],
    [
      { kind: 'arn', arn: 'arn:a' },
      { kind: 'local', layer: 'Deps' },
    ],
  ],
  [[{ Ref: 'Parameter' }], [{ kind: 'unknown' }]],
  [[{ 'Fn::If': ['Undecided', 'arn:a', 'arn:b'] }], [{ kind: 'unknown' }]],
  [[{ 'Fn::If': ['Yes', { Ref: 'AWS::NoValue' }, 'arn:b'] }], []],
  [{ 'Fn::Split': [',', { Ref: 'List' }] }, [{ kind: 'unknown' }]],
  [undefined, []],
])('layers %j', (Layers, expected) => {
  const sections = { Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } } };
  expect(factsOf({ Layers }, sections, LAYER).layers).toEqual(expected);
});

const arn = { 'Fn::GetAtt': ['Fn', 'Arn'] };

test.each([
  ['AWS::Lambda::Url', { TargetFunctionArn: arn }, { type: 'http', detail: 'function URL' }],
  ['AWS::SNS::Subscription', { Endpoint: arn, TopicArn: { Ref: 'T' } }, { type: 'topic', detail: 'T' }],
  [
    'AWS::Events::Rule',
    { Targets: [{ Arn: arn }], ScheduleExpression: 'rate(1 day)' },
    { type: 'schedule', detail: 'rate(1 day)' },
  ],
  [
    'AWS::Events::Rule',
    { Targets: [{ Arn: arn }], EventPattern: {} },
    { type: 'other', detail: 'event rule' },
  ],
  [
    'AWS::Scheduler::Schedule',
    { Target: { Arn: arn }, ScheduleExpression: 'at(x)' },
    { type: 'schedule', detail: 'at(x)' },
  ],
  [
    'AWS::Lambda::Permission',
    { FunctionName: arn, Principal: 's3.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } },
    { type: 'storage', detail: null },
  ],
  [
    'AWS::Lambda::Permission',
    { FunctionName: { Ref: 'Fn' }, Principal: 'events.amazonaws.com', SourceArn: { Ref: 'Rule' } },
    { type: 'other', detail: 'event rule' },
  ],
  [
    'AWS::Lambda::Permission',
    { FunctionName: arn, Principal: '111122223333' },
    { type: 'other', detail: '111122223333' },
  ],
  [
    'AWS::S3::Bucket',
    { NotificationConfiguration: { LambdaConfigurations: [{ Function: arn }] } },
    { type: 'storage', detail: 'Other' },
  ],
  [
    'AWS::Lambda::EventSourceMapping',
    { FunctionName: arn, EventSourceArn: 'arn:aws:kinesis:eu-west-1:1:stream/s' },
    { type: 'stream', detail: 'stream/s' },
  ],
  [
    'AWS::ApiGateway::Method',
    { HttpMethod: 'GET', Integration: { Uri: { 'Fn::Sub': 'arn:x:${Fn.Arn}/invocations' } } },
    { type: 'http', detail: 'GET /' },
  ],
])('%s %j starts the function', (Type, Properties, trigger) => {
  expect(factsOf({}, {}, { Other: { Type, Properties } }).triggers).toMatchObject([trigger]);
});

test('a permission adds nothing to a trigger with its route', () => {
  const resources = {
    Allowed: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: arn, Principal: 'apigateway.amazonaws.com', SourceArn: { Ref: 'Api' } },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { RouteKey: 'GET /a', Target: { 'Fn::Sub': 'integrations/${To}' } },
    },
    To: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: arn } },
  };
  expect(factsOf({}, {}, resources).triggers).toMatchObject([{ type: 'http', detail: 'GET /a' }]);
});

test.each([
  ['Fn::ForEach::Functions', ['N', ['a'], {}]],
  ['Untyped', { Properties: {} }],
])('%s is not read, and that is reported', (id, value) => {
  const { problems } = readCloudFormation(JSON.stringify({ Resources: { [id]: value } }), 't.json');
  expect(problems).toMatchObject([{ code: 'unsupported', affectsCompleteness: true }]);
});

test.each([
  ['JSON', '{"Resources": {\n"A": ', 'line 2'],
  ['YAML', 'Resources:\n  A: [\n  B: 1\n', 'line'],
  ['an alias to itself', 'Resources: &a\n  A: *a\n', 'too deeply'],
  [
    'an alias bomb',
    `a: &a [1,1,1,1,1,1,1,1,1,1]\n${'abcdefgh'.replace(/(.)(?=(.)?)/g, (_, one: string, next?: string) => (next ? `${next}: &${next} [${Array.from({ length: 10 }).fill(`*${one}`).join()}]\n` : ''))}`,
    'expands',
  ],
  ['deep nesting', '['.repeat(20_000), 't.yaml'],
])('%s that cannot be read is one problem', (_, text, words) => {
  const { functions, problems } = readCloudFormation(text, 't.yaml');
  expect(functions).toEqual([]);
  expect(problems).toMatchObject([{ code: 'malformed', path: 't.yaml', affectsCompleteness: true }]);
  expect(problems[0]?.message).toContain(words);
});

test('nested intrinsics cannot blow up', () => {
  let value: unknown = 'x'.repeat(1000);
  for (let depth = 0; depth < 30; depth += 1) value = { 'Fn::Sub': ['${A}${A}${A}', { A: value }] };
  expect(factsOf({ FunctionName: value }).name).toBeNull();
});

test('random template values are survived', () => {
  const keys = fc.constantFrom(
    'Ref',
    'Fn::Sub',
    'Fn::Join',
    'Fn::If',
    'Fn::Select',
    'Fn::GetAtt',
    'Code',
    'Arn',
    '__proto__',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('Fn', 'x', '${Fn.Arn}', '', 0, null, true),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
    ),
  }));
  const names = ['FunctionName', 'Code', 'Layers', 'Role', 'Environment', 'Tags', 'Architectures', 'Runtime'];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), value, (properties, other) => {
      const extra = { Other: { Type: 'AWS::Lambda::Permission', Properties: other } };
      expect(
        factsOf(properties, { Conditions: other, Mappings: other, Parameters: other }, extra).logicalId,
      ).toBe('Fn');
    }),
  );
});

test('variables that make a runtime load code are judged, their values are not kept', () => {
  const Variables = {
    NODE_OPTIONS: { 'Fn::Sub': '--require /opt/planted-${Stage}.js' },
    LD_PRELOAD: { Ref: 'Open' },
    TABLE: 'planted',
  };
  const facts = factsOf(
    { Environment: { Variables } },
    { Parameters: { Stage: { Default: 'dev' }, Open: {} } },
  );
  expect(facts.environmentHooks).toEqual([
    { name: 'LD_PRELOAD', code: 'unknown', vendor: null },
    { name: 'NODE_OPTIONS', code: 'layer', vendor: null },
  ]);
  expect(JSON.stringify(facts)).not.toContain('planted');
});
