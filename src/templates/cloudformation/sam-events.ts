import type { Trigger } from '../../model/index.js';
import { entriesOf, field, stringOf } from '../data.js';
import { branchOf, referenceOf, textOf, type Scope } from './intrinsics.js';

/** SAM event type → trigger type, and the property that has the trigger's detail. */
const EVENTS: ReadonlyMap<string, readonly [type: string, detail: string | null]> = new Map([
  ['SQS', ['queue', 'Queue']],
  ['MQ', ['queue', 'Broker']],
  ['Kinesis', ['stream', 'Stream']],
  ['DynamoDB', ['stream', 'Stream']],
  ['MSK', ['stream', 'Stream']],
  ['SelfManagedKafka', ['stream', 'Topics']],
  ['DocumentDB', ['stream', 'Cluster']],
  ['CloudWatchLogs', ['stream', 'LogGroupName']],
  ['Schedule', ['schedule', 'Schedule']],
  ['ScheduleV2', ['schedule', 'ScheduleExpression']],
  ['EventBridgeRule', ['other', 'EventBusName']],
  ['CloudWatchEvent', ['other', 'EventBusName']],
  ['S3', ['storage', 'Bucket']],
  ['SNS', ['topic', 'Topic']],
  ['IoTRule', ['topic', 'Sql']],
  ['Cognito', ['auth', 'UserPool']],
  ['AlexaSkill', ['other', null]],
]);

const HTTP_EVENTS: ReadonlySet<string> = new Set(['Api', 'HttpApi']);

function detailOf(value: unknown, scope: Scope): string | null {
  const text = textOf(value, scope);
  if (text === null) return referenceOf(value);
  return text.startsWith('arn:') ? text.slice(text.lastIndexOf(':') + 1) : text;
}

function httpTrigger(properties: unknown, scope: Scope): Trigger {
  const method = textOf(field(properties, 'Method'), scope)?.toUpperCase() ?? 'ANY';
  const path = textOf(field(properties, 'Path'), scope);
  return { type: 'http', detail: path === null ? null : `${method} ${path}` };
}

function triggerOf(event: unknown, scope: Scope): Trigger {
  const type = stringOf(field(event, 'Type')) ?? '';
  const properties = field(event, 'Properties');
  if (HTTP_EVENTS.has(type)) return httpTrigger(properties, scope);
  const [kind, detail] = EVENTS.get(type) ?? ['other', null];
  return { type: kind, detail: detail === null ? type || null : detailOf(field(properties, detail), scope) };
}

/**
 * Triggers of an `AWS::Serverless::Function`: its `Events` and `FunctionUrlConfig`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function samEventsOf(properties: unknown, scope: Scope): Trigger[] {
  const events = entriesOf(field(properties, 'Events')).map(([, event]) => triggerOf(event, scope));
  const url = branchOf(field(properties, 'FunctionUrlConfig'), scope);
  return url === undefined ? events : [...events, { type: 'http', detail: 'function URL' }];
}
