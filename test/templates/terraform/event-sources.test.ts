import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/index.js';

interface Declared {
  readonly values?: object;
  readonly expressions?: Readonly<Record<string, unknown>>;
}

const FUNCTION = { references: ['aws_lambda_function.work.arn', 'aws_lambda_function.work'] };

/** The origins of the events of a planned function `work`, beside itself. */
async function sources(others: Readonly<Record<string, Declared>>) {
  const all = Object.entries<Declared>({
    ...others,
    'aws_lambda_function.work': { values: { function_name: 'work' } },
  });
  const resources = all.map(([address, { values = {} }]) => ({
    address,
    type: address.split('.')[0],
    values,
  }));
  const { functions } = await readTerraform({
    planned_values: { root_module: { resources } },
    configuration: {
      root_module: {
        resources: all.map(([address, { expressions = {} }]) => ({
          address,
          type: address.split('.')[0],
          expressions,
        })),
      },
    },
  });
  const [own, ...found] = functions[0]?.settings.eventSources ?? [];
  expect(own).toEqual({ arn: 'arn:aws:lambda:<region>:<account>:function:work', type: 'invoke' });
  return found;
}

const to = (address: string, attribute = 'arn') => ({ references: [`${address}.${attribute}`, address] });

test.each<readonly [what: string, others: Readonly<Record<string, Declared>>, arn: string, type: string]>([
  [
    'a queue',
    {
      'aws_sqs_queue.jobs': { values: { name: 'jobs' } },
      'aws_lambda_event_source_mapping.jobs': {
        expressions: { function_name: FUNCTION, event_source_arn: to('aws_sqs_queue.jobs') },
      },
    },
    'arn:aws:sqs:<region>:<account>:jobs',
    'queue',
  ],
  [
    'a topic',
    {
      'aws_sns_topic.news': { values: { name: 'news' } },
      'aws_sns_topic_subscription.news': {
        expressions: { endpoint: FUNCTION, topic_arn: to('aws_sns_topic.news') },
      },
    },
    'arn:aws:sns:<region>:<account>:news',
    'topic',
  ],
  [
    'a bucket',
    {
      'aws_s3_bucket.photos': { values: { bucket: 'photos' } },
      'aws_s3_bucket_notification.photos': {
        expressions: {
          bucket: to('aws_s3_bucket.photos', 'id'),
          lambda_function: [{ lambda_function_arn: FUNCTION }],
        },
      },
    },
    'arn:aws:s3:::photos',
    'storage',
  ],
  [
    'a rule of a bus',
    {
      'aws_cloudwatch_event_bus.shop': { values: { name: 'shop' } },
      'aws_cloudwatch_event_rule.orders': {
        expressions: { event_bus_name: to('aws_cloudwatch_event_bus.shop', 'name') },
      },
      'aws_cloudwatch_event_target.orders': {
        expressions: { rule: to('aws_cloudwatch_event_rule.orders', 'name'), arn: FUNCTION },
      },
    },
    'arn:aws:events:<region>:<account>:event-bus/shop',
    'other',
  ],
  [
    'a rule of the default bus',
    {
      'aws_cloudwatch_event_rule.orders': { values: { event_bus_name: 'default' } },
      'aws_cloudwatch_event_target.orders': {
        expressions: { rule: to('aws_cloudwatch_event_rule.orders', 'name'), arn: FUNCTION },
      },
    },
    'arn:aws:events:<region>:<account>:event-bus/default',
    'other',
  ],
  [
    'a state machine',
    {
      'aws_sfn_state_machine.steps': {
        values: { name: 'steps' },
        expressions: { definition: FUNCTION },
      },
    },
    'arn:aws:states:<region>:<account>:stateMachine:steps',
    'other',
  ],
])('events of %s', async (...[, others, arn, type]) => {
  expect(await sources(others)).toEqual([{ arn, type }]);
});

test('a schedule, and a rule of a bus that only the apply knows, are no sources', async () => {
  const target = { rule: to('aws_cloudwatch_event_rule.tick', 'name'), arn: FUNCTION };
  expect(
    await sources({
      'aws_cloudwatch_event_rule.tick': { values: { schedule_expression: 'rate(1 hour)' } },
      'aws_cloudwatch_event_target.tick': { expressions: target },
    }),
  ).toEqual([]);
  expect(
    await sources({
      'aws_cloudwatch_event_rule.tick': { expressions: { event_bus_name: { references: ['var.bus'] } } },
      'aws_cloudwatch_event_target.tick': { expressions: target },
    }),
  ).toEqual([]);
});
