import { field } from '../data.js';
import { textOf, type Scope } from './intrinsics.js';

/** How ARNs of a type of resources are written. */
interface ArnForm {
  /** IAM's prefix of its service. */
  readonly service: string;
  /** What follows the account, with `{}` for the name; null if the ARN cannot be written, because it has parts of AWS's choice. */
  readonly resource: string | null;
  /** Property that has its name. */
  readonly name: string;
  /** Attribute that gives its name; null: `Ref` does. */
  readonly nameAttribute?: string;
  /** Attribute that gives its ARN. */
  readonly arnAttribute?: string;
  readonly refIsArn?: boolean;
  /** Whether its ARNs have no region and no account, or no region. */
  readonly place?: 'none' | 'account';
}

const ARN_FORMS: ReadonlyMap<string, ArnForm> = new Map<string, ArnForm>([
  ['AWS::DynamoDB::Table', { service: 'dynamodb', resource: 'table/{}', name: 'TableName' }],
  ['AWS::DynamoDB::GlobalTable', { service: 'dynamodb', resource: 'table/{}', name: 'TableName' }],
  ['AWS::Serverless::SimpleTable', { service: 'dynamodb', resource: 'table/{}', name: 'TableName' }],
  ['AWS::S3::Bucket', { service: 's3', resource: '{}', name: 'BucketName', place: 'none' }],
  ['AWS::SQS::Queue', { service: 'sqs', resource: '{}', name: 'QueueName', nameAttribute: 'QueueName' }],
  [
    'AWS::SNS::Topic',
    {
      service: 'sns',
      resource: '{}',
      name: 'TopicName',
      nameAttribute: 'TopicName',
      arnAttribute: 'TopicArn',
      refIsArn: true,
    },
  ],
  ['AWS::Kinesis::Stream', { service: 'kinesis', resource: 'stream/{}', name: 'Name' }],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    { service: 'firehose', resource: 'deliverystream/{}', name: 'DeliveryStreamName' },
  ],
  [
    'AWS::StepFunctions::StateMachine',
    {
      service: 'states',
      resource: 'stateMachine:{}',
      name: 'StateMachineName',
      nameAttribute: 'Name',
      refIsArn: true,
    },
  ],
  [
    'AWS::Serverless::StateMachine',
    { service: 'states', resource: 'stateMachine:{}', name: 'Name', nameAttribute: 'Name', refIsArn: true },
  ],
  ['AWS::Lambda::Function', { service: 'lambda', resource: 'function:{}', name: 'FunctionName' }],
  ['AWS::Serverless::Function', { service: 'lambda', resource: 'function:{}', name: 'FunctionName' }],
  ['AWS::Events::EventBus', { service: 'events', resource: 'event-bus/{}', name: 'Name' }],
  ['AWS::KMS::Key', { service: 'kms', resource: 'key/{}', name: '' }],
  ['AWS::SSM::Parameter', { service: 'ssm', resource: 'parameter/{}', name: 'Name', arnAttribute: '' }],
  [
    'AWS::SecretsManager::Secret',
    { service: 'secretsmanager', resource: null, name: 'Name', arnAttribute: 'Id', refIsArn: true },
  ],
  ['AWS::Logs::LogGroup', { service: 'logs', resource: 'log-group:{}:*', name: 'LogGroupName' }],
  ['AWS::Cognito::UserPool', { service: 'cognito-idp', resource: 'userpool/{}', name: '' }],
  ['AWS::Athena::WorkGroup', { service: 'athena', resource: 'workgroup/{}', name: 'Name', arnAttribute: '' }],
  [
    'AWS::RDS::DBCluster',
    { service: 'rds', resource: 'cluster:{}', name: 'DBClusterIdentifier', arnAttribute: 'DBClusterArn' },
  ],
  ['AWS::IAM::Role', { service: 'iam', resource: 'role/{}', name: 'RoleName', place: 'account' }],
  ['AWS::EFS::AccessPoint', { service: 'elasticfilesystem', resource: 'access-point/{}', name: '' }],
  ['AWS::MSK::Cluster', { service: 'kafka', resource: null, name: '', arnAttribute: '', refIsArn: true }],
  ['AWS::AmazonMQ::Broker', { service: 'mq', resource: null, name: '' }],
  [
    'AWS::ECS::TaskDefinition',
    { service: 'ecs', resource: null, name: '', arnAttribute: '', refIsArn: true },
  ],
]);

interface Described {
  readonly id: string;
  readonly type: string;
  readonly properties: unknown;
}

/** A resource's ARN, with the service that it is of. */
export interface ResourceArn {
  readonly service: string;
  readonly arn: string;
  /** Its name, or the placeholder of it. */
  readonly name: string;
}

function nameOf({ id, properties }: Described, form: ArnForm, scope: Scope): string {
  const given = form.name === '' ? null : textOf(field(properties, form.name), scope);
  if (given !== null) return form.service === 'ssm' ? given.replace(/^\//, '') : given;
  return form.nameAttribute === undefined ? `<${id}>` : `<${id}.${form.nameAttribute}>`;
}

function placeOf({ place }: ArnForm, { parameters }: Scope): string {
  if (place === 'none') return ':';
  const account = parameters.get('AWS::AccountId') ?? '<account>';
  return place === 'account' ? `:${account}` : `${parameters.get('AWS::Region') ?? '<region>'}:${account}`;
}

/** The ARN of a resource of a template, with placeholders for what only the deployment knows; null if its type is not known. */
export function resourceArn(described: Described, scope: Scope): ResourceArn | null {
  const form = ARN_FORMS.get(described.type);
  if (!form) return null;
  // The name itself may be a reference to another resource: those stay placeholders, so that there is no circle.
  const { resourceText: _, ...inner } = { ...scope, placeholders: true };
  const name = nameOf(described, form, inner);
  const { service, resource } = form;
  const whole = form.refIsArn ? `<${described.id}>` : `<${described.id}.Arn>`;
  const partition = scope.parameters.get('AWS::Partition') ?? 'aws';
  const arn =
    resource === null
      ? whole
      : `arn:${partition}:${service}:${placeOf(form, scope)}:${resource.replace('{}', () => name)}`;
  return { service, arn, name };
}

/** What a reference to a resource of a known type stands for: its ARN, its name, or null for another attribute. */
export function textOfReference(described: Described, attribute: string | null, scope: Scope): string | null {
  const form = ARN_FORMS.get(described.type);
  const known = form && resourceArn(described, scope);
  return form && known ? textOfAttribute(form, known, attribute) : null;
}

function textOfAttribute(form: ArnForm, known: ResourceArn, attribute: string | null): string | null {
  if (attribute === null) {
    if (form.refIsArn) return known.arn;
    return form.nameAttribute === undefined ? known.name : null;
  }
  if (attribute === (form.arnAttribute ?? 'Arn')) return known.arn;
  if (attribute === 'StreamArn') return `${known.arn}/stream/*`;
  return attribute === form.nameAttribute ? known.name : null;
}
