import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/index.js';

test.each([
  ['aws_dynamodb_table', { name: 'orders' }, 'arn:aws:dynamodb:<region>:<account>:table/orders'],
  ['aws_s3_bucket', { bucket: 'photos' }, 'arn:aws:s3:::photos'],
  ['aws_ssm_parameter', { name: '/app/key' }, 'arn:aws:ssm:<region>:<account>:parameter/app/key'],
  ['aws_sqs_queue', {}, 'arn:aws:sqs:<region>:<account>:<aws_sqs_queue.one.name>'],
  ['aws_sns_topic', { name: 'news', arn: 'arn:aws:sns:eu-west-1:1:news' }, 'arn:aws:sns:eu-west-1:1:news'],
])('the ARN of %s with %j', async (type, values, arn) => {
  const address = `${type}.one`;
  const store = 'aws_lambda_function.store';
  const resources = [
    { address, type, values },
    {
      address: store,
      type: 'aws_lambda_function',
      values: { function_name: 'store', environment: [{ variables: {} }] },
    },
  ];
  const environment = [{ variables: { references: [`${address}.arn`, address] } }];
  const { functions } = await readTerraform({
    planned_values: { root_module: { resources } },
    configuration: {
      root_module: {
        resources: [{ address: store, type: 'aws_lambda_function', expressions: { environment } }],
      },
    },
    resource_changes: [
      { address: store, change: { after_unknown: { environment: [{ variables: { X: true } }] } } },
    ],
  });
  expect(functions[0]?.settings.environmentReferences.map(({ value }) => value)).toEqual([arn]);
});
