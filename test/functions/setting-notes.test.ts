import { describe, expect, it, test } from 'vitest';
import { settingNotes } from '../../src/functions/setting-notes.js';
import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import { readTerraform } from '../../src/templates/terraform/read-terraform.js';
import type { FunctionFacts } from '../../src/templates/index.js';
import { functionOf } from '../support/model-builders.js';

/** First words of the notes of the template's first function. */
function notesOf([facts]: readonly FunctionFacts[]): (string | undefined)[] {
  const { triggers = [], settings = null } = facts ?? {};
  const fn = functionOf('f', { triggers, settings, declaredIn: { path: 'template.yaml', line: 12 } });
  return settingNotes(fn).map(({ message }) => message.split(':', 1)[0]);
}

const sam = (Properties: object, Events: object = {}) => ({
  F: { Type: 'AWS::Serverless::Function', Properties: { ...Properties, Events: { E: Events } } },
});
const route = (Method: string) => ({ Type: 'Api', Properties: { Path: '/orders', Method } });
const SCHEDULE = { Type: 'Schedule', Properties: { Schedule: 'rate(1 hour)' } };
const signedOther = {
  G: { Type: 'AWS::Serverless::Function', Properties: { CodeSigningConfigArn: { Ref: 'C' } } },
};
const invokes = (DestinationConfig: object) => ({
  I: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'F' }, DestinationConfig },
  },
});
const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:failed';

const ROUTE = 'api-without-authorizer';
const LETTERS = 'no-dead-letters';
const SIGNING = 'no-code-signing';
const TRACING = 'no-tracing';

describe('templates of CloudFormation', () => {
  test.each<readonly [string, object, readonly string[]]>([
    ['nothing', sam({}), []],
    ['a route that reads', sam({}, route('get')), [ROUTE]],
    ['a route that changes is a finding instead', sam({}, route('post')), []],
    ['a schedule', sam({}, SCHEDULE), [LETTERS]],
    ['a bucket', sam({}, { Type: 'S3', Properties: { Bucket: { Ref: 'B' } } }), [LETTERS]],
    ['a rule', sam({}, { Type: 'EventBridgeRule', Properties: { Pattern: {} } }), [LETTERS]],
    ['a queue, which keeps its messages', sam({}, { Type: 'SQS', Properties: { Queue: QUEUE } }), []],
    [
      'a schedule with a dead-letter queue',
      sam({ DeadLetterQueue: { Type: 'SQS', TargetArn: { 'Fn::GetAtt': ['Q', 'Arn'] } } }, SCHEDULE),
      [],
    ],
    [
      'a schedule with a destination in SAM',
      sam(
        { EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: 'SQS', Destination: QUEUE } } } },
        SCHEDULE,
      ),
      [],
    ],
    [
      'a schedule with a destination for failures',
      { ...sam({}, SCHEDULE), ...invokes({ OnFailure: { Destination: QUEUE } }) },
      [],
    ],
    [
      'a schedule with a destination for successes alone',
      { ...sam({}, SCHEDULE), ...invokes({ OnSuccess: { Destination: QUEUE } }) },
      [LETTERS],
    ],
    ['others are signed', { ...sam({}), ...signedOther }, [SIGNING]],
    ['others are signed, and it is an image', { ...sam({ PackageType: 'Image' }), ...signedOther }, []],
    ['it is signed', { ...sam({ CodeSigningConfigArn: { Ref: 'C' } }), ...signedOther }, []],
    ['tracing is off in SAM', sam({ Tracing: 'PassThrough' }), [TRACING]],
    ['tracing is off', sam({ TracingConfig: { Mode: 'PassThrough' } }), [TRACING]],
    ['tracing is on', sam({ Tracing: 'Active' }), []],
    ['tracing is set by the deployment', sam({ Tracing: { Ref: 'T' } }), []],
  ])('%s', (_, resources, notes) => {
    const { functions } = readCloudFormation(JSON.stringify({ Resources: resources }), 't.json');
    expect(notesOf(functions)).toEqual(notes);
  });
});

describe('Terraform', () => {
  const NAMED = { function_name: 'f', arn: 'arn:aws:lambda:r:111122223333:function:f' };
  const tf = (type: string, values: object, name = 'x') => ({ address: `${type}.${name}`, type, values });
  const topic = tf('aws_sns_topic_subscription', { protocol: 'lambda', endpoint: NAMED.arn, topic_arn: 't' });
  const signed = tf('aws_lambda_function', { function_name: 'g', code_signing_config_arn: 'arn:c' }, 'g');
  const invoke = tf('aws_lambda_function_event_invoke_config', {
    function_name: 'f',
    destination_config: [{ on_failure: [{ destination: QUEUE }] }],
  });

  const CASES: readonly (readonly [string, object, readonly object[], readonly string[]])[] = [
    ['nothing', { tracing_config: [], dead_letter_config: [], code_signing_config_arn: '' }, [], []],
    ['a topic', { dead_letter_config: [] }, [topic], [LETTERS]],
    ['a topic and a dead-letter queue', { dead_letter_config: [{ target_arn: QUEUE }] }, [topic], []],
    ['a topic and a destination', {}, [topic, invoke], []],
    ['others are signed', { code_signing_config_arn: '' }, [signed], [SIGNING]],
    ['tracing is off', { tracing_config: [{ mode: 'PassThrough' }] }, [], [TRACING]],
  ];

  test.each(CASES.map(([what, ...row]) => [what, row] as const))('%s', (_, [values, others, notes]) => {
    const resources = [tf('aws_lambda_function', { ...NAMED, ...values }), ...others];
    const plan = { format_version: '1.2', planned_values: { root_module: { resources } } };
    expect(notesOf(readTerraform(plan).functions)).toEqual(notes);
  });
});

describe('the account', () => {
  const triggers = [{ type: 'schedule', detail: 'rate(1 hour)' }];

  it('is silent about what was not read', () => {
    expect(settingNotes(functionOf('f', { triggers, settings: null }))).toEqual([]);
  });
});

it('has its place, and fails no scan', () => {
  const { functions } = readCloudFormation(
    JSON.stringify({ Resources: sam({ Tracing: 'PassThrough' }) }),
    't.json',
  );
  const settings = functions[0]?.settings ?? null;
  const fn = functionOf('f', { settings, declaredIn: { path: 'template.yaml', line: 12 } });
  expect(settingNotes(fn)).toEqual([
    {
      code: 'setting',
      path: '',
      message: 'no-tracing: X-Ray is off (PassThrough) (template.yaml:12).',
      affectsCompleteness: false,
    },
  ]);
});

test('a note is where the setting is, if that is known', () => {
  const [facts] = readCloudFormation(
    JSON.stringify({ Resources: sam({ Tracing: 'PassThrough' }) }),
    't.json',
  ).functions;
  const settings = facts
    ? { ...facts.settings, places: new Map([['tracing', { path: 'template.yaml', line: 7 }]]) }
    : null;
  const fn = functionOf('f', { settings, declaredIn: { path: 'template.yaml', line: 12 } });
  expect(settingNotes(fn).map(({ message }) => message)).toEqual([
    'no-tracing: X-Ray is off (PassThrough) (template.yaml:7).',
  ]);
});
