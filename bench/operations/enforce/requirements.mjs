// What a request needs: actions from needed-actions.json, resources from what the request names.
import { NEEDED_ACTIONS } from '../needed-actions.mjs';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

const arn = (service, rest) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const lastOf = (text) => String(text).split(/[:/]/).at(-1);
const fullOr = (name, make) => (String(name).startsWith('arn:') ? name : make(name));

/** Type of resource → ARN. `keys`: ARN of each alias of a key, as IAM looks at the key behind an alias. */
const RESOURCES = {
  table: ({ TableName }) => fullOr(TableName, (name) => arn('dynamodb', `table/${name}`)),
  bucket: ({ Bucket }) => `arn:aws:s3:::${Bucket}`,
  object: ({ Bucket, Key }) => `arn:aws:s3:::${Bucket}/${Key}`,
  queue: ({ QueueUrl, QueueName }) => arn('sqs', QueueName ?? lastOf(QueueUrl)),
  topic: ({ TopicArn, TargetArn }) => TopicArn ?? TargetArn ?? '*',
  'event-bus': ({ EventBusName = 'default' }) =>
    fullOr(EventBusName, (name) => arn('events', `event-bus/${name}`)),
  statemachine: ({ stateMachineArn }) => stateMachineArn,
  execution: ({ executionArn }) => executionArn,
  secret: ({ SecretId }) => fullOr(SecretId, (name) => arn('secretsmanager', `secret:${name}-AbCdEf`)),
  key: ({ KeyId }, { keys }) => keys.get(KeyId) ?? fullOr(KeyId, (name) => arn('kms', `key/${name}`)),
  stream: ({ StreamName }) => arn('kinesis', `stream/${StreamName}`),
  deliverystream: ({ DeliveryStreamName }) => arn('firehose', `deliverystream/${DeliveryStreamName}`),
  'log-group': ({ logGroupName }) => arn('logs', `log-group:${logGroupName}:*`),
  function: ({ FunctionName }) => fullOr(FunctionName, (name) => arn('lambda', `function:${name}`)),
  schedule: ({ Name, GroupName = 'default' }) => arn('scheduler', `schedule/${GroupName}/${Name}`),
  role: ({ Target }) => Target?.RoleArn ?? '*',
  userpool: ({ UserPoolId }) => arn('cognito-idp', `userpool/${UserPoolId}`),
  identity: ({ Source, FromEmailAddress }) => arn('ses', `identity/${Source ?? FromEmailAddress}`),
  '*': () => '*',
};

const parameterArn = (name) => arn('ssm', `parameter/${String(name).replace(/^\//, '')}`);
const tableArn = (name) => RESOURCES.table({ TableName: name });

const TRANSACTION = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** `UPDATE "table" …`, `SELECT … FROM "table"`, `INSERT INTO "table"`, `DELETE FROM "table"` */
function partiQl({ Statement }) {
  const verb = /^\s*(\w+)/.exec(Statement)[1].toLowerCase();
  const table = /(?:from|into|update)\s+"?([\w.-]+)"?/i.exec(Statement)[1];
  return { action: `dynamodb:PartiQL${verb[0].toUpperCase()}${verb.slice(1)}`, resource: tableArn(table) };
}

const s3Source = (header) => decodeURIComponent(String(header).replace(/^\//, '').split('?')[0]);

/** Operations whose needs depend on more than one name in the request. */
const SPECIAL = {
  'dynamodb:TransactWriteItems': ({ TransactItems }) =>
    TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => ({
        action: `dynamodb:${TRANSACTION[kind]}`,
        resource: tableArn(TableName),
      })),
    ),
  'dynamodb:TransactGetItems': ({ TransactItems }) =>
    TransactItems.map(({ Get }) => ({ action: 'dynamodb:GetItem', resource: tableArn(Get.TableName) })),
  'dynamodb:BatchGetItem': ({ RequestItems }) => onTables('BatchGetItem', RequestItems),
  'dynamodb:BatchWriteItem': ({ RequestItems }) => onTables('BatchWriteItem', RequestItems),
  'dynamodb:Query': (parameters) => onTableOrIndex('Query', parameters),
  'dynamodb:Scan': (parameters) => onTableOrIndex('Scan', parameters),
  'dynamodb:ExecuteStatement': (parameters) => [partiQl(parameters)],
  's3:CopyObject': (parameters) => [
    { action: 's3:PutObject', resource: RESOURCES.object(parameters) },
    { action: 's3:GetObject', resource: `arn:aws:s3:::${s3Source(parameters.CopySource)}` },
  ],
  's3:DeleteObjects': ({ Bucket }) => [{ action: 's3:DeleteObject', resource: `arn:aws:s3:::${Bucket}/any` }],
  'ssm:GetParameters': ({ Names }) =>
    Names.map((name) => ({ action: 'ssm:GetParameters', resource: parameterArn(name) })),
  'ssm:GetParametersByPath': ({ Path }) => [
    { action: 'ssm:GetParametersByPath', resource: parameterArn(Path) },
  ],
  'eventbridge:PutEvents': ({ Entries }) => Entries.map(putEvents),
};

const putEvents = (entry) => ({ action: 'events:PutEvents', resource: RESOURCES['event-bus'](entry) });
const onTables = (operation, items) =>
  Object.keys(items).map((name) => ({ action: `dynamodb:${operation}`, resource: tableArn(name) }));
const onTableOrIndex = (operation, { TableName, IndexName }) => [
  {
    action: `dynamodb:${operation}`,
    resource: IndexName === undefined ? tableArn(TableName) : `${tableArn(TableName)}/index/${IndexName}`,
  },
];

function resourceOf({ resource }, parameters, context) {
  if (resource === 'parameter') return parameterArn(parameters.Name);
  const type = resource.startsWith('topic') ? 'topic' : resource;
  const make = RESOURCES[type];
  if (!make) throw new Error(`no ARN is known for resources of the type ${resource}`);
  return make(parameters, context);
}

/**
 * @param {{ service: string, operation: string, parameters: object }} request
 * @param {{ keys: ReadonlyMap<string, string> }} context
 * @returns {{ action: string, resource: string }[]} all of which have to be allowed
 */
export function requirementsOf({ service, operation, parameters }, context) {
  const name = `${service}:${operation}`;
  const special = SPECIAL[name];
  if (special) return special(parameters);
  const rows = NEEDED_ACTIONS?.[name];
  if (!rows) throw new Error(`needed-actions.json has no ${name}`);
  return rows
    .filter(({ when }) => when === undefined)
    .map((row) => ({ action: row.action, resource: resourceOf(row, parameters, context) }));
}
