import type { Trigger } from '../../model/index.js';
import { field, fieldAt, itemsOf } from '../data.js';
import { identifiedCallers } from '../authorization-words.js';
import { triggerOfArn, triggerOfService } from '../trigger-words.js';
import type { Connect } from './connection.js';
import { referenceOf, textOf } from './intrinsics.js';
import { withCallers } from './source-callers.js';
import { propertyOf, textPropertyOf, type Resource, type Template } from './template.js';

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
  const id = referenceOf(source);
  const type = template.resources.get(id ?? '')?.type ?? '';
  const trigger = arn?.startsWith('arn:')
    ? triggerOfArn(arn)
    : triggerOfService(SERVICE_OF_TYPE.get(type) ?? '', id);
  return withCallers(template, trigger, source);
}

const connectMapping: Connect = (template, mapping) => [
  {
    target: propertyOf(template, mapping, 'FunctionName'),
    trigger: eventSourceTrigger(template, propertyOf(template, mapping, 'EventSourceArn')),
  },
];

/** Trigger of a rule or a schedule. Others may put events on a bus whose policy says so. */
function scheduleOrEvent(template: Template, rule: Resource): Trigger {
  const schedule = textPropertyOf(template, rule, 'ScheduleExpression');
  if (schedule !== null) return { type: 'schedule', detail: schedule };
  const bus = propertyOf(template, rule, 'EventBusName');
  const trigger: Trigger = { type: 'other', detail: 'event rule', access: 'service' };
  return bus === undefined ? trigger : withCallers(template, trigger, bus);
}

const connectRule: Connect = (template, rule) =>
  itemsOf(propertyOf(template, rule, 'Targets')).map((target) => ({
    target: field(target, 'Arn'),
    trigger: scheduleOrEvent(template, rule),
  }));

const connectSchedule: Connect = (template, schedule) => [
  {
    target: fieldAt(schedule.properties, 'Target', 'Arn'),
    trigger: scheduleOrEvent(template, schedule),
  },
];

const connectBucket: Connect = (template, bucket) => {
  const detail = textPropertyOf(template, bucket, 'BucketName') ?? bucket.id;
  const trigger = withCallers(template, { type: 'storage', detail }, { Ref: bucket.id });
  return itemsOf(fieldAt(bucket.properties, 'NotificationConfiguration', 'LambdaConfigurations')).map(
    (entry) => ({ target: field(entry, 'Function'), trigger }),
  );
};

const connectSubscription: Connect = (template, subscription) => {
  const topic = propertyOf(template, subscription, 'TopicArn');
  const trigger = withCallers(template, { type: 'topic', detail: referenceOf(topic) }, topic);
  return [{ target: propertyOf(template, subscription, 'Endpoint'), trigger }];
};

const connectTopicRule: Connect = (template, rule) =>
  itemsOf(fieldAt(rule.properties, 'TopicRulePayload', 'Actions')).map((action) => ({
    target: fieldAt(action, 'Lambda', 'FunctionArn'),
    trigger: {
      type: 'topic',
      detail: `IoT rule (${rule.id})`,
      ...identifiedCallers('devices that may publish to its topic'),
    },
  }));

const connectReceiptRule: Connect = (_, rule) =>
  itemsOf(fieldAt(rule.properties, 'Rule', 'Actions')).map((action) => ({
    target: fieldAt(action, 'LambdaAction', 'FunctionArn'),
    trigger: { type: 'email', detail: rule.id },
  }));

/** Resource types whose events start functions. */
export const EVENT_CONNECTIONS: readonly (readonly [string, Connect])[] = [
  ['AWS::Lambda::EventSourceMapping', connectMapping],
  ['AWS::Events::Rule', connectRule],
  ['AWS::Scheduler::Schedule', connectSchedule],
  ['AWS::S3::Bucket', connectBucket],
  ['AWS::SNS::Subscription', connectSubscription],
  ['AWS::IoT::TopicRule', connectTopicRule],
  ['AWS::SES::ReceiptRule', connectReceiptRule],
];
