import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/index.js';

function resource(address: string, values: object) {
  return { address, type: address.split('.')[0], values };
}

/** A plan of a function `store` with these blocks, and other resources. */
function plan(values: object, expressions: object = {}, unknown: object = {}) {
  const store = resource('aws_lambda_function.store', { function_name: 'store', ...values });
  const others = [
    resource('aws_dynamodb_table.orders', { name: 'orders' }),
    resource('aws_sqs_queue.jobs', { name: 'jobs' }),
    resource('aws_s3_bucket.photos', {}),
    resource('aws_lambda_event_source_mapping.jobs', {
      function_name: 'store',
      event_source_arn: 'arn:aws:sqs:eu-west-1:1:jobs',
    }),
  ];
  return {
    planned_values: { root_module: { resources: [store, ...others] } },
    configuration: {
      root_module: { resources: [{ address: store.address, type: store.type, expressions }] },
    },
    resource_changes: [{ address: store.address, change: { after_unknown: unknown } }],
  };
}

async function settings(...args: Parameters<typeof plan>) {
  const { functions } = await readTerraform(plan(...args));
  const [found] = functions;
  if (!found) throw new Error('no function');
  return found.settings;
}

test('a variable with the name of a planned resource names that resource', async () => {
  const { environmentReferences } = await settings({
    environment: [{ variables: { TABLE: 'orders', TOKEN: 'plain-secret' } }],
  });
  expect(environmentReferences).toEqual([
    {
      name: 'TABLE',
      kind: 'arn',
      service: 'dynamodb',
      value: 'arn:aws:dynamodb:<region>:<account>:table/orders',
    },
  ]);
});

test('a variable that only the apply determines may be any resource that the map refers to', async () => {
  const references = [
    'aws_s3_bucket.photos.id',
    'aws_s3_bucket.photos',
    'aws_sqs_queue.jobs.url',
    'aws_sqs_queue.jobs',
  ];
  const { environmentReferences } = await settings(
    { environment: [{ variables: {} }] },
    { environment: [{ variables: { references } }] },
    { environment: [{ variables: { BUCKET: true } }] },
  );
  expect(environmentReferences.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'BUCKET arn:aws:s3:::<aws_s3_bucket.photos.bucket>',
    'BUCKET arn:aws:sqs:<region>:<account>:jobs',
  ]);
});

test('settings that need permissions', async () => {
  const found = await settings({
    vpc_config: [{ subnet_ids: ['s'] }],
    tracing_config: [{ mode: 'Active' }],
    dead_letter_config: [{ target_arn: 'arn:aws:sns:eu-west-1:1:failed' }],
    kms_key_arn: 'arn:aws:kms:eu-west-1:1:key/k',
    layers: ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53'],
  });
  expect(found).toMatchObject({
    functionName: 'store',
    vpc: true,
    tracing: true,
    destinations: ['arn:aws:sns:eu-west-1:1:failed'],
    environmentKey: 'arn:aws:kms:eu-west-1:1:key/k',
    awsLayers: ['LambdaInsightsExtension'],
    polled: [{ arn: 'arn:aws:sqs:eu-west-1:1:jobs', secret: null }],
  });
});
