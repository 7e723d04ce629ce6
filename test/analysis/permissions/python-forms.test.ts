import { describe, expect, it, test } from 'vitest';
import { operationsOf, pythonOperationsFor } from '../../support/python-operations.js';

const H = 'def handler(event, context):\n';

describe('operations in other forms', () => {
  it.each<readonly [what: string, source: string, ...expected: string[]]>([
    [
      'paginators',
      `for p in c('s3').get_paginator('list_objects_v2').paginate(Bucket='b'):\n    pass`,
      's3:ListObjectsV2',
    ],
    ['waiters', `c('ec2').get_waiter('instance_running').wait()`, 'ec2:DescribeInstances'],
    [
      'presigned requests',
      `c('s3').generate_presigned_url('put_object', Params={'Bucket': 'b'})\n  c('s3').generate_presigned_post('b', 'k')`,
      's3:PutObject',
    ],
    [
      'uploads',
      `c('s3').upload_file('f', 'b', 'k')`,
      's3:AbortMultipartUpload',
      's3:CompleteMultipartUpload',
      's3:CreateMultipartUpload',
      's3:PutObject',
      's3:UploadPart',
    ],
    ['downloads', `c('s3').download_fileobj('b', 'k', f)`, 's3:GetObject', 's3:HeadObject'],
    [
      'tables',
      `t = r('dynamodb').Table('t')\n  t.put_item(Item={})\n  t.query()\n  t.table_name`,
      'dynamodb:PutItem',
      'dynamodb:Query',
    ],
    ['attributes', `print(r('dynamodb').Table('t').item_count)`, 'dynamodb:DescribeTable'],
    [
      'batch writers',
      `with r('dynamodb').Table('t').batch_writer() as b:\n    b.put_item(Item={})\n    b.delete_item(Key={})`,
      'dynamodb:BatchWriteItem',
    ],
    [
      'lists of resources',
      `for o in r('s3').Bucket('b').objects.filter(Prefix='p'):\n    o.delete()`,
      's3:DeleteObject',
      's3:ListObjects',
    ],
    [
      'lists that are deleted',
      `r('s3').Bucket('b').objects.all().delete()`,
      's3:DeleteObjects',
      's3:ListObjects',
    ],
    ['objects', `r('s3').Object('b', 'k').get()['Body'].read()`, 's3:GetObject'],
    ['objects of buckets', `r('s3').Bucket('b').Object('k').put(Body='x')`, 's3:PutObject'],
    [
      'queues by their names',
      `r('sqs').get_queue_by_name(QueueName='q').send_message(MessageBody='x')`,
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ],
    ['parts of buckets', `r('s3').Bucket('b').Versioning().enable()`, 's3:PutBucketVersioning'],
    ['parts of objects', `r('s3').Object('b', 'k').Acl().put(ACL='private')`, 's3:PutObjectAcl'],
    ['what clients do alone', `c('s3').can_paginate('list_objects')\n  c('s3').close()`],
    [
      'clients of resources',
      `r('dynamodb').meta.client.transact_write_items(TransactItems=[])`,
      'dynamodb:TransactWriteItems',
    ],
    [
      'parameters of Powertools',
      `from aws_lambda_powertools.utilities import parameters\n  parameters.get_secret('x')\n  parameters.SSMProvider().get('y')`,
      'secretsmanager:GetSecretValue',
      'ssm:GetParameter',
    ],
    [
      'idempotency',
      `from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer\n  DynamoDBPersistenceLayer(table_name='t')`,
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ],
  ])('%s', async (...[, body, ...expected]) => {
    const source = `import boto3\nfrom boto3 import client as c, resource as r\n${H}  ${body}\n`;
    expect(await operationsOf(source)).toEqual(expected);
  });
});

describe('there may be more', () => {
  it.each<readonly [what: string, body: string, ...expected: string[]]>([
    ['where a method is newer than the table', `boto3.client('s3').put_hologram(Bucket='b')`, '…'],
    ['where boto3 signs on its own', `boto3.client('rds').generate_db_auth_token('h', 1, 'u')`, '…'],
    ['where a service is computed', `boto3.client(event['s']).get_object()`, '…'],
    ['where a method is computed', `getattr(boto3.client('s3'), event['m'])()`, '…'],
    ['where a paginator is computed', `boto3.client('s3').get_paginator(x).paginate()`, '…'],
    ['where a client is handed over', `import other\n  other.run(boto3.client('s3'))`, '…'],
    [
      'where an object is not known',
      `s3 = boto3.client('s3')\n  elsewhere.x.delete_object(Bucket='b')`,
      's3:DeleteObject',
      '…',
    ],
    ['where another package calls AWS', `import awswrangler as wr\n  wr.s3.read_parquet('s3://x')`, '…'],
  ])('%s', async (...[, body, ...expected]) => {
    expect(await operationsOf(`import boto3\n${H}  ${body}\n`)).toEqual(expected);
  });

  it('where code cannot be read', async () => {
    expect(await operationsOf({ 'app.py': `import boto3\n${H}  x = = 1\n` })).toEqual(['…']);
  });
});

test('a handler has the operations of its own code', async () => {
  const source = `import boto3\ns3 = boto3.client('s3')\ndef a(e, c):\n  s3.get_object()\ndef b(e, c):\n  s3.put_object()\n`;
  expect(await operationsOf(source, 'app.a')).toEqual(['s3:GetObject']);
  expect(await operationsOf(source, 'app.b')).toEqual(['s3:PutObject']);
});

test('parameters that name resources are those of the code', async () => {
  const source = `import boto3, os
T = os.environ['TABLE']
t = boto3.resource('dynamodb').Table(T)
q = os.getenv('QUEUE')
${H}  t.get_item(Key={})
  boto3.client('sqs').send_message(QueueUrl=q)
  boto3.client('s3').get_object(Bucket='b', Key=event['k'])
  boto3.client('dynamodb').transact_write_items(TransactItems=[{'Put': {'TableName': 'x'}}])
`;
  const answer = await pythonOperationsFor({ 'app.py': source });
  expect(answer?.operations.map(({ operation, calls }) => [operation, calls])).toEqual([
    [
      'GetItem',
      [
        [
          { name: 'Key', value: null },
          { name: 'TableName', value: { kind: 'environment', name: 'TABLE' } },
        ],
      ],
    ],
    [
      'TransactWriteItems',
      [
        [
          { name: 'Put', value: null },
          { name: 'TableName', value: { kind: 'literal', text: 'x' } },
        ],
      ],
    ],
    [
      'GetObject',
      [
        [
          { name: 'Bucket', value: { kind: 'literal', text: 'b' } },
          { name: 'Key', value: null },
        ],
      ],
    ],
    ['SendMessage', [[{ name: 'QueueUrl', value: { kind: 'environment', name: 'QUEUE' } }]]],
  ]);
  expect(answer?.operations[0]?.places).toEqual([{ path: 'app.py', line: 6, column: 3 }]);
});

test('code without a word of AWS needs nothing', async () => {
  expect(await pythonOperationsFor({ 'app.py': `import json\n${H}  return 1\n` })).toEqual({
    operations: [],
    unresolved: [],
  });
});

test('calls in a circle, and names of Object, end', async () => {
  const source = `import boto3\ndef a(x):\n  return b(x)\ndef b(x):\n  return a(x) or x\n${H}  a(boto3.client('s3')).get_object()\n  __proto__ = constructor = boto3.client('constructor')\n`;
  expect(await operationsOf(source)).toEqual(['s3:GetObject', '…']);
});

test('a resource has those identifiers of another one that are its own', async () => {
  const body = `r = boto3.resource('s3')
  r.Object('b', 'k').Bucket().put_object(Key='x')
  r.Bucket('c')${`.Object('k').Bucket()`.repeat(30)}.delete()
  r.Bucket('d').Object('k').Version('v').delete()`;
  const answer = await pythonOperationsFor({ 'app.py': `import boto3\n${H}  ${body}\n` });
  const literal = (name: string, text: string): unknown => ({ name, value: { kind: 'literal', text } });
  expect(answer?.operations.map(({ operation, calls }) => [operation, calls])).toEqual([
    ['DeleteBucket', [[literal('Bucket', 'c')]]],
    ['DeleteObject', [[literal('Bucket', 'd'), literal('Key', 'k'), literal('VersionId', 'v')]]],
    ['PutObject', [[literal('Key', 'x'), literal('Bucket', 'b')]]],
  ]);
});
