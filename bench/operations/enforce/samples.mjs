// Programs that moto can serve: what they find, how they are called, and a policy that a person wrote for them.
import { MORE_SAMPLES } from './more-samples.mjs';
import { arn, createBucket, createTable } from './seeds.mjs';

/**
 * @typedef {object} Sample
 * @property {string} program
 * @property {(urlOf: (queue: string) => string) => Record<string, string>} [environment]
 * @property {(send: (client: string, command: string, input: object) => Promise<object>) => Promise<unknown>} seed before each run
 * @property {readonly object[]} events `mayFail`: the handler may throw
 * @property {readonly string[]} [unexercised] actions of operations that no event leads to: taking them out of a policy changes nothing
 * @property {readonly [actions: string[], resources: string[]][]} allows
 */

const table = (name) => arn('dynamodb', `table/${name}`);

const s3Record = (key) => ({ s3: { bucket: { name: 'uploads' }, object: { key } } });

/** @type {readonly Sample[]} */
const FIRST_SAMPLES = [
  {
    program: 'orders-api',
    environment: () => ({ ORDERS_TABLE: 'orders', STOCK_TABLE: 'stock', EVENT_BUS_NAME: 'orders-bus' }),
    async seed(send) {
      await createTable(send, 'orders', { index: 'customer' });
      await createTable(send, 'stock', { key: 'sku' });
      const Item = { sku: { S: 's1' }, available: { N: '10' } };
      await send('dynamodb', 'PutItemCommand', { TableName: 'stock', Item });
      await send('eventbridge', 'CreateEventBusCommand', { Name: 'orders-bus' });
    },
    events: [
      { routeKey: 'POST /orders', body: '{"customer":"c","lines":[]}' },
      { routeKey: 'POST /orders', body: '{"customer":"c","lines":[{"sku":"s1","quantity":2}]}' },
      { routeKey: 'GET /orders/{id}', pathParameters: { id: 'o1' } },
      { routeKey: 'GET /customers/{id}/orders', pathParameters: { id: 'c' } },
      { routeKey: 'POST /orders/{id}/cancel', pathParameters: { id: 'o1' } },
    ],
    allows: [
      [['dynamodb:GetItem', 'dynamodb:PutItem'], [table('orders')]],
      [['dynamodb:UpdateItem'], [table('orders'), table('stock')]],
      [['dynamodb:Query'], [`${table('orders')}/index/customer`]],
      [['events:PutEvents'], [arn('events', 'event-bus/orders-bus')]],
    ],
  },
  {
    program: 'image-thumbs',
    environment: (urlOf) => ({ FAILURES_QUEUE_URL: urlOf('failures') }),
    async seed(send) {
      await createBucket(send, 'uploads');
      await createBucket(send, 'example-thumbnails');
      await send('s3', 'PutObjectCommand', { Bucket: 'uploads', Key: 'a.jpg', Body: 'abcdefgh' });
      await send('sqs', 'CreateQueueCommand', { QueueName: 'failures' });
    },
    events: [{ Records: [s3Record('a.jpg')] }, { Records: [s3Record('missing.jpg')] }],
    allows: [
      [['s3:GetObject'], ['arn:aws:s3:::uploads/*', 'arn:aws:s3:::example-thumbnails/small/*']],
      [['s3:PutObject'], ['arn:aws:s3:::example-thumbnails/small/*']],
      [['sqs:SendMessage'], [arn('sqs', 'failures')]],
    ],
  },
  {
    program: 'nightly-cleanup',
    environment: () => ({ SESSIONS_TABLE: 'sessions', UPLOADS: 'user-uploads' }),
    async seed(send) {
      await createTable(send, 'sessions');
      const Item = { id: { S: 'old' }, expires: { N: '1000' } };
      await send('dynamodb', 'PutItemCommand', { TableName: 'sessions', Item });
      await createBucket(send, 'user-uploads');
    },
    events: [{}],
    // moto's objects are never a month old.
    unexercised: ['s3:DeleteObject'],
    allows: [
      [['dynamodb:Scan', 'dynamodb:BatchWriteItem'], [table('sessions')]],
      [['s3:ListBucket'], ['arn:aws:s3:::user-uploads']],
      [['cloudwatch:PutMetricData'], ['*']],
    ],
  },
  {
    program: 'provision-tenant',
    environment: () => ({ STAGE: 'dev' }),
    seed: async () => undefined,
    events: [{ tenant: 't1' }],
    allows: [
      [['dynamodb:CreateTable', 'dynamodb:DescribeTable'], [table('*-items')]],
      [['s3:CreateBucket', 's3:ListBucket', 's3:PutBucketTagging'], ['arn:aws:s3:::example-dev-*']],
      [['sqs:CreateQueue', 'sqs:GetQueueAttributes'], [arn('sqs', '*-jobs')]],
      [['ssm:PutParameter'], [arn('ssm', 'parameter/tenants/*')]],
    ],
  },
  {
    program: 'secrets-rotation',
    async seed(send) {
      const SecretString = '{"host":"127.0.0.1","username":"u","password":"p"}';
      await send('secrets-manager', 'CreateSecretCommand', { Name: 'db', SecretString });
      await send('secrets-manager', 'PutSecretValueCommand', {
        SecretId: 'db',
        ClientRequestToken: 'a'.repeat(36),
        SecretString,
        VersionStages: ['AWSPENDING'],
      });
    },
    events: ['createSecret', 'finishSecret'].map((Step) => ({
      Step,
      SecretId: 'db',
      ClientRequestToken: 'a'.repeat(36),
    })),
    allows: [
      [
        [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        [arn('secretsmanager', 'secret:db-??????')],
      ],
      [['secretsmanager:GetRandomPassword'], ['*']],
    ],
  },
  {
    program: 'generic-crud',
    environment: () => ({ ITEMS_TABLE: 'items' }),
    seed: (send) => createTable(send, 'items'),
    events: [
      { httpMethod: 'PUT', pathParameters: { id: '1' }, body: '{"a":1}' },
      { httpMethod: 'GET', pathParameters: { id: '1' } },
      { httpMethod: 'PATCH', pathParameters: { id: '1' }, body: '{"a":2}' },
    ],
    allows: [[['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table('items')]]],
  },
];

export const SAMPLES = [...FIRST_SAMPLES, ...MORE_SAMPLES];
