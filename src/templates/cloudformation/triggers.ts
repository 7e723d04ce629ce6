import { limitOf } from '../../files/index.js';
import type { Trigger } from '../../model/index.js';
import { field, fieldAt, itemsOf } from '../data.js';
import { triggerOfArn, triggerOfService } from '../trigger-words.js';
import { referenceOf, textOf } from './intrinsics.js';
import { functionReferredBy, propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

/** A trigger, and the value that refers to its function. */
interface Connection {
  readonly target: unknown;
  readonly trigger: Trigger;
  /** The trigger is omitted when the function has one of these types, which is more precise. */
  readonly unlessTypes?: readonly string[];
}

type Connect = (template: Template, resource: Resource) => readonly Connection[];

/** Resource type → AWS service, for the sources of event source mappings. */
const SERVICE_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['AWS::SQS::Queue', 'sqs'],
  ['AWS::Kinesis::Stream', 'kinesis'],
  ['AWS::Kinesis::StreamConsumer', 'kinesis'],
  ['AWS::DynamoDB::Table', 'dynamodb'],
  ['AWS::DynamoDB::GlobalTable', 'dynamodb'],
  ['AWS::AmazonMQ::Broker', 'mq'],
  ['AWS::MSK::Cluster', 'kafka'],
]);

function eventSourceTrigger(template: Template, source: unknown): Trigger {
  const arn = textOf(source, template.scope);
  if (arn?.startsWith('arn:')) return triggerOfArn(arn);
  const id = referenceOf(source);
  const type = template.resources.get(id ?? '')?.type ?? '';
  return triggerOfService(SERVICE_OF_TYPE.get(type) ?? '', id);
}

/** Path of an API Gateway resource, joined from its parents' parts. */
function restPathOf(template: Template, resourceId: unknown, depth = 0): string {
  const resource = template.resources.get(referenceOf(resourceId) ?? '');
  if (resource?.type !== 'AWS::ApiGateway::Resource' || depth > limitOf('api-paths')) return '';
  const part = textPropertyOf(template, resource, 'PathPart') ?? '?';
  return `${restPathOf(template, propertyOf(template, resource, 'ParentId'), depth + 1)}/${part}`;
}

function scheduleOrEvent(template: Template, resource: Resource): Trigger {
  const schedule = textPropertyOf(template, resource, 'ScheduleExpression');
  return schedule === null ? { type: 'other', detail: 'event rule' } : { type: 'schedule', detail: schedule };
}

/** Trigger of a permission, which allows a service to call the function. The rule, route or mapping that does so is often in the template as well. */
function permission(template: Template, resource: Resource): Connection {
  const target = propertyOf(template, resource, 'FunctionName');
  const isUrl = textPropertyOf(template, resource, 'FunctionUrlAuthType') !== null;
  const principal = textPropertyOf(template, resource, 'Principal') ?? '';
  if (principal.startsWith('events.')) {
    return { target, trigger: { type: 'other', detail: 'event rule' }, unlessTypes: ['schedule', 'other'] };
  }
  const trigger = triggerOfService(isUrl ? 'lambda-url' : principal, null);
  return trigger.type === 'other'
    ? { target, trigger: { type: 'other', detail: principal || null } }
    : { target, trigger, unlessTypes: [trigger.type] };
}

const CONNECTIONS: ReadonlyMap<string, Connect> = new Map<string, Connect>([
  [
    'AWS::Lambda::EventSourceMapping',
    (template, resource) => [
      {
        target: propertyOf(template, resource, 'FunctionName'),
        trigger: eventSourceTrigger(template, propertyOf(template, resource, 'EventSourceArn')),
      },
    ],
  ],
  ['AWS::Lambda::Permission', (template, resource) => [permission(template, resource)]],
  [
    'AWS::Lambda::Url',
    (template, resource) => [
      {
        target: propertyOf(template, resource, 'TargetFunctionArn'),
        trigger: { type: 'http', detail: 'function URL' },
      },
    ],
  ],
  [
    'AWS::ApiGateway::Method',
    (template, resource) => {
      const path = restPathOf(template, propertyOf(template, resource, 'ResourceId')) || '/';
      const method = textPropertyOf(template, resource, 'HttpMethod') ?? 'ANY';
      const target = fieldAt(resource.properties, 'Integration', 'Uri');
      return [{ target, trigger: { type: 'http', detail: `${method} ${path}` } }];
    },
  ],
  [
    'AWS::ApiGatewayV2::Route',
    (template, resource) => [
      {
        target: propertyOf(template, resource, 'Target'),
        trigger: { type: 'http', detail: textPropertyOf(template, resource, 'RouteKey') },
      },
    ],
  ],
  [
    'AWS::Events::Rule',
    (template, resource) =>
      itemsOf(propertyOf(template, resource, 'Targets')).map((target) => ({
        target: field(target, 'Arn'),
        trigger: scheduleOrEvent(template, resource),
      })),
  ],
  [
    'AWS::Scheduler::Schedule',
    (template, resource) => [
      { target: fieldAt(resource.properties, 'Target', 'Arn'), trigger: scheduleOrEvent(template, resource) },
    ],
  ],
  [
    'AWS::S3::Bucket',
    (template, resource) =>
      itemsOf(fieldAt(resource.properties, 'NotificationConfiguration', 'LambdaConfigurations')).map(
        (entry) => ({
          target: field(entry, 'Function'),
          trigger: {
            type: 'storage',
            detail: textPropertyOf(template, resource, 'BucketName') ?? resource.id,
          },
        }),
      ),
  ],
  [
    'AWS::SNS::Subscription',
    (template, resource) => [
      {
        target: propertyOf(template, resource, 'Endpoint'),
        trigger: { type: 'topic', detail: referenceOf(propertyOf(template, resource, 'TopicArn')) },
      },
    ],
  ],
]);

/** Triggers that other resources of the template define, by the function's logical id. */
export function triggersByFunction(template: Template): Map<string, Trigger[]> {
  const connections = [...template.resources.values()].flatMap(
    (resource) => CONNECTIONS.get(resource.type)?.(template, resource) ?? [],
  );
  const triggers = new Map<string, Trigger[]>();
  const certain = connections.filter(({ unlessTypes }) => !unlessTypes);
  for (const { target, trigger, unlessTypes = [] } of new Set([...certain, ...connections])) {
    const id = functionReferredBy(template, target);
    if (id === null) continue;
    const known = triggers.get(id) ?? [];
    triggers.set(id, known);
    if (unlessTypes.length === 0 || !known.some(({ type }) => unlessTypes.includes(type)))
      known.push(trigger);
  }
  return triggers;
}
