import type { Trigger } from '../../model/index.js';
import { entriesOf, field, stringOf } from '../data.js';
import type { PlacedTrigger } from '../template-facts.js';
import {
  callersByAuthorization,
  identifiedCallers,
  openCallers,
  type Callers,
} from '../authorization-words.js';
import { settingOf } from './api-callers.js';
import { branchOf, referenceOf, textOf, type Scope } from './intrinsics.js';
import { samApiCallers, type SamApiKind } from './sam-api-callers.js';
import { withCallers } from './source-callers.js';
import { eventPath, urlPath } from './setting-paths.js';
import type { Resource, Template } from './template.js';

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

/** Properties that name a source whose policy may let others in. */
const POLICED: ReadonlySet<string> = new Set(['Queue', 'Bucket', 'Topic', 'Stream', 'EventBusName']);

function detailOf(value: unknown, scope: Scope): string | null {
  const text = textOf(value, scope);
  if (text === null) return referenceOf(value);
  return text.startsWith('arn:') ? text.slice(text.lastIndexOf(':') + 1) : text;
}

/** The route of an HTTP API that takes what no other route takes: an event without a path has it. */
function isDefaultRoute(kind: SamApiKind, properties: unknown, path: string | null): boolean {
  return kind === 'HttpApi' && (path === '$default' || field(properties, 'Path') === undefined);
}

function httpTrigger(template: Template, kind: SamApiKind, properties: unknown): Trigger {
  const { scope } = template;
  const method = textOf(field(properties, 'Method'), scope)?.toUpperCase() ?? 'ANY';
  const path = textOf(field(properties, 'Path'), scope);
  const callers = samApiCallers(template, [kind, properties], [method, path ?? '']);
  const named = path === null ? null : `${method} ${path}`;
  return { type: 'http', detail: isDefaultRoute(kind, properties, path) ? '$default' : named, ...callers };
}

/** Callers of events that have no source with a policy. */
function eventCallers(type: string, properties: unknown): Partial<Callers> {
  if (type === 'IoTRule') return identifiedCallers('devices that may publish to its topic');
  if (type !== 'AlexaSkill') return {};
  return field(properties, 'SkillId') === undefined
    ? openCallers('any skill of Alexa, as no SkillId is set')
    : { access: 'account', statement: 'users of the Alexa skill' };
}

function triggerOf(template: Template, event: unknown): Trigger {
  const type = stringOf(field(event, 'Type')) ?? '';
  const properties = field(event, 'Properties');
  if (type === 'Api' || type === 'HttpApi') return httpTrigger(template, type, properties);
  const [kind, property] = EVENTS.get(type) ?? ['other', null];
  if (property === null) return { type: kind, detail: type || null, ...eventCallers(type, properties) };
  const source = field(properties, property);
  const trigger: Trigger = {
    type: kind,
    detail: detailOf(source, template.scope),
    ...eventCallers(type, properties),
  };
  if (property === 'EventBusName' && source === undefined) return { ...trigger, access: 'service' };
  return POLICED.has(property) ? withCallers(template, trigger, source) : trigger;
}

/**
 * Triggers of an `AWS::Serverless::Function`: its `Events` and `FunctionUrlConfig`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function samEventsOf(template: Template, resource: Resource): PlacedTrigger[] {
  const { properties } = resource;
  const events = entriesOf(field(properties, 'Events')).map(([name, event]) => {
    return { ...triggerOf(template, event), at: eventPath(resource, name, event) };
  });
  const url = branchOf(field(properties, 'FunctionUrlConfig'), template.scope);
  if (url === undefined) return events;
  const callers = callersByAuthorization(settingOf(template, url, ['AuthType', 'NONE']), 'AuthType');
  return [...events, { type: 'http', detail: 'function URL', ...callers, at: urlPath(resource) }];
}
