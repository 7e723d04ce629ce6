// The rest of the samples: see samples.mjs.
import { ACCOUNT } from './requirements.mjs';
import { arn, createBucket, createKey, createTable } from './seeds.mjs';

const key = arn('kms', 'key/*');

/** @type {readonly import('./samples.mjs').Sample[]} */
export const MORE_SAMPLES = [
  {
    program: 'envelope-crypto',
    async seed(send) {
      await createKey(send, 'alias/documents');
      await createBucket(send, 'example-encrypted-documents');
    },
    events: [
      { operation: 'store', name: 'a', content: 'text' },
      { operation: 'load', name: 'a' },
    ],
    allows: [
      [['kms:GenerateDataKey', 'kms:Decrypt'], [key]],
      [['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::example-encrypted-documents/*']],
    ],
  },
  {
    program: 'generator-pipeline',
    environment: (urlOf) => ({ KEY_ID: 'alias/iban', CHANGES_QUEUE_URL: urlOf('changes') }),
    async seed(send) {
      await createTable(send, 'customers');
      const Item = { id: { S: 'c1' }, iban: { S: 'none' } };
      await send('dynamodb', 'PutItemCommand', { TableName: 'customers', Item });
      await createKey(send, 'alias/iban');
      await send('sqs', 'CreateQueueCommand', { QueueName: 'changes' });
    },
    events: [{ customer: { id: 'c1', parent: 'c0', iban: 'x' } }],
    allows: [
      [['dynamodb:BatchGetItem', 'dynamodb:PartiQLUpdate'], [arn('dynamodb', 'table/customers')]],
      [['kms:Encrypt'], [key]],
      [['sqs:SendMessage'], [arn('sqs', 'changes')]],
    ],
  },
  {
    program: 'log-forwarder',
    environment: () => ({ DELIVERY_STREAM: 'archive', ALERT_STREAM: 'alerts' }),
    async seed(send) {
      await createBucket(send, 'log-archive');
      await send('firehose', 'CreateDeliveryStreamCommand', {
        DeliveryStreamName: 'archive',
        S3DestinationConfiguration: {
          BucketARN: 'arn:aws:s3:::log-archive',
          RoleARN: `arn:aws:iam::${ACCOUNT}:role/delivery`,
        },
      });
      const stream = { logGroupName: 'app', logStreamName: 'one' };
      await send('cloudwatch-logs', 'CreateLogGroupCommand', { logGroupName: 'app' });
      await send('cloudwatch-logs', 'CreateLogStreamCommand', stream);
      const logEvents = [{ timestamp: Date.now(), message: 'a' }];
      await send('cloudwatch-logs', 'PutLogEventsCommand', { ...stream, logEvents });
    },
    events: [{ logGroup: 'app', minutes: 5 }],
    // The SDK speaks HTTP/2 to Kinesis, moto does not.
    unexercised: ['kinesis:PutRecords'],
    allows: [
      [['logs:DescribeLogStreams', 'logs:FilterLogEvents'], [arn('logs', 'log-group:app:*')]],
      [['firehose:PutRecordBatch'], [arn('firehose', 'deliverystream/archive')]],
    ],
  },
  {
    program: 'token-container',
    environment: () => ({ SENDER: 'shop@example.invalid' }),
    async seed(send) {
      await send('ses', 'VerifyEmailIdentityCommand', { EmailAddress: 'shop@example.invalid' });
      const Template = { TemplateName: 'hello', SubjectPart: 'Hello', TextPart: 'Hello {{name}}' };
      await send('ses', 'CreateTemplateCommand', { Template });
      await createTable(send, 'audit-trail');
    },
    events: [{ to: 'you@example.invalid', template: 'hello', data: { name: 'you' } }],
    allows: [
      [['ses:SendTemplatedEmail'], [arn('ses', 'identity/shop@example.invalid')]],
      [['dynamodb:PutItem'], [arn('dynamodb', 'table/audit-trail')]],
    ],
  },
  {
    program: 'retry-proxy',
    async seed(send) {
      await createBucket(send, 'docs');
      const parameter = { Name: '/documents/bucket', Value: 'docs', Type: 'String' };
      await send('ssm', 'PutParameterCommand', parameter);
    },
    events: [{ document: { id: 'd' } }, { document: { id: 'd' } }],
    allows: [
      [['ssm:GetParameter'], [arn('ssm', 'parameter/documents/bucket')]],
      [['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::docs/documents/*']],
    ],
  },
  {
    program: 'bound-methods',
    environment: () => ({ ALARMS: arn('sns', 'alarms') }),
    async seed(send) {
      await send('sns', 'CreateTopicCommand', { Name: 'alarms' });
      await createBucket(send, 'pictures');
      await send('s3', 'PutObjectCommand', { Bucket: 'pictures', Key: 'a', Body: 'a' });
    },
    events: [
      { bucket: 'pictures', key: 'a' },
      { bucket: 'pictures', key: 'missing', mayFail: true },
    ],
    allows: [
      [['s3:GetObject', 's3:GetObjectAcl'], ['arn:aws:s3:::pictures/*']],
      [['sns:Publish'], [arn('sns', 'alarms')]],
    ],
  },
  {
    program: 'scheduler-reminders',
    environment: () => ({
      REMINDER_FUNCTION_ARN: arn('lambda', 'function:remind'),
      SCHEDULER_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/scheduler`,
      PHONE_NUMBER: '+15550100',
    }),
    seed: (send) => send('scheduler', 'CreateScheduleGroupCommand', { Name: 'reminders' }),
    events: [
      { kind: 'create', id: 'r1', at: '2040-01-01T00:00:00', text: 'x' },
      { kind: 'show', id: 'r1' },
      { kind: 'cancel', id: 'r1' },
    ],
    allows: [
      [
        ['scheduler:CreateSchedule', 'scheduler:GetSchedule', 'scheduler:DeleteSchedule'],
        [arn('scheduler', 'schedule/reminders/*')],
      ],
      [['iam:PassRole'], [`arn:aws:iam::${ACCOUNT}:role/scheduler`]],
      [['sns:Publish'], ['*']],
    ],
  },
];
