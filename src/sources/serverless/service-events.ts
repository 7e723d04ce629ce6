import { field, itemsOf, recordOf, stringOf } from '../../templates/index.js';
import { logicalName } from './logical-names.js';

/** A resource of CloudFormation or SAM. */
export interface ServiceResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** What an event of a function becomes: an event of SAM, and resources. */
export interface ServiceEvent {
  readonly event: ServiceResource | null;
  readonly resources: readonly (readonly [id: string, resource: ServiceResource])[];
}

/** A function's event as its service writes it. */
export interface WrittenEvent {
  /** `http`, `sqs`. */
  readonly kind: string;
  readonly value: unknown;
  /** Logical id of the function. */
  readonly functionId: string;
  /** Number among the function's events. */
  readonly at: number;
}

/** The REST API, and the WebSocket API, that the framework makes for a service. */
export const REST_API = 'ApiGatewayRestApi';
const WEBSOCKET_API = 'WebsocketsApi';

type Translate = (written: WrittenEvent) => ServiceEvent;

function event(Type: string, Properties: ServiceResource['Properties']): ServiceEvent {
  return { event: { Type, Properties }, resources: [] };
}

/** The part of a text before or after its first space: `GET /orders`. */
function methodAndPath(value: unknown): readonly [method: unknown, path: unknown] {
  const text = stringOf(value);
  if (text === null) return [field(value, 'method') ?? '*', field(value, 'path')];
  const [first = '', second] = text.trim().split(/\s+/, 2);
  return second === undefined ? ['*', first] : [first, second];
}

/** `ANY` for `*`, the word of the framework. */
function methodOf(value: unknown): unknown {
  const text = stringOf(value);
  return text === '*' || text?.toLowerCase() === 'any' ? 'ANY' : value;
}

/** `/orders` for `orders`. */
function pathOf(value: unknown): unknown {
  const text = stringOf(value);
  return text === null || text.startsWith('/') || text === '*' ? value : `/${text}`;
}

/** An authorizer in the words of SAM: `AWS_IAM`, `NONE`, a name, or a value that only the deployment knows. */
function authorizerOf(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const text = stringOf(value) ?? stringOf(field(value, 'type'));
  if (text !== null && /^(?:aws_iam|none)$/i.test(text)) return text.toUpperCase();
  if (typeof value === 'string' || field(value, 'Ref') !== undefined) return value;
  const names = ['name', 'id', 'authorizerId', 'arn', 'type'].map((key) => field(value, key));
  return names.find((name) => typeof name === 'string') ?? 'of its own';
}

function http({ value }: WrittenEvent): ServiceEvent {
  const [method, path] = methodAndPath(value);
  return event('Api', {
    Method: methodOf(method),
    Path: pathOf(path),
    RestApiId: { Ref: REST_API },
    Auth: { Authorizer: authorizerOf(field(value, 'authorizer')), ApiKeyRequired: field(value, 'private') },
  });
}

function httpApi({ value }: WrittenEvent): ServiceEvent {
  const [method, path] = methodAndPath(value);
  return event('HttpApi', {
    Method: methodOf(method),
    Path: path === '*' || path === undefined ? '$default' : pathOf(path),
    Auth: { Authorizer: authorizerOf(field(value, 'authorizer')) },
  });
}

function schedule({ value }: WrittenEvent): ServiceEvent {
  const rate = recordOf(value) ? field(value, 'rate') : value;
  return event('Schedule', { Schedule: Array.isArray(rate) ? itemsOf(rate)[0] : rate });
}

/** An event of SAM with the source that a value, or one of its keys, names. */
function fromSource(type: string, [property, ...keys]: readonly [string, ...string[]]): Translate {
  return ({ value }) => {
    const named = keys.map((key) => field(value, key)).find((one) => one !== undefined);
    return event(type, { [property]: named ?? (typeof value === 'string' ? value : undefined) });
  };
}

function stream({ value }: WrittenEvent): ServiceEvent {
  const arn = recordOf(value) && field(value, 'arn') !== undefined ? field(value, 'arn') : value;
  const isKinesis = field(value, 'type') === 'kinesis' || String(arn).startsWith('arn:aws:kinesis:');
  const DestinationConfig = onFailure(field(value, 'destinations'));
  return event(isKinesis ? 'Kinesis' : 'DynamoDB', { Stream: arn, DestinationConfig });
}

/** `onFailure` of a stream: an ARN, or a block with one. */
function onFailure(destinations: unknown): unknown {
  const value = field(destinations, 'onFailure');
  if (value === undefined) return undefined;
  return { OnFailure: { Destination: field(value, 'arn') ?? value } };
}

function s3({ value, functionId }: WrittenEvent): ServiceEvent {
  const bucket = recordOf(value) ? field(value, 'bucket') : value;
  const name = stringOf(bucket);
  if (name === null || field(value, 'existing') === true) return event('S3', { Bucket: bucket });
  const LambdaConfigurations = [{ Function: { Ref: functionId } }];
  const Properties = { BucketName: name, NotificationConfiguration: { LambdaConfigurations } };
  return {
    event: null,
    resources: [[`S3Bucket${logicalName(name)}`, { Type: 'AWS::S3::Bucket', Properties }]],
  };
}

function sns({ value }: WrittenEvent): ServiceEvent {
  const arn = field(value, 'arn') ?? (recordOf(value) && !field(value, 'topicName') ? value : undefined);
  const name = stringOf(value) ?? stringOf(field(value, 'topicName'));
  if (arn !== undefined || name === null || name.startsWith('arn:'))
    return event('SNS', { Topic: arn ?? name });
  const id = `SNSTopic${logicalName(name)}`;
  const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: name } };
  return { ...event('SNS', { Topic: { Ref: id } }), resources: [[id, topic]] };
}

function eventBridge({ value }: WrittenEvent): ServiceEvent {
  const rate = field(value, 'schedule');
  if (rate !== undefined) return event('Schedule', { Schedule: rate });
  return event('EventBridgeRule', { EventBusName: field(value, 'eventBus') });
}

function websocket({ value, functionId, at }: WrittenEvent): ServiceEvent {
  const authorizer = authorizerOf(field(value, 'authorizer'));
  const AuthorizationType = authorizer === undefined || authorizer === 'AWS_IAM' ? authorizer : 'CUSTOM';
  const Properties = {
    ApiId: { Ref: WEBSOCKET_API },
    RouteKey: stringOf(value) ?? field(value, 'route'),
    AuthorizationType,
    Target: { Ref: functionId },
  };
  const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } };
  const route = { Type: 'AWS::ApiGatewayV2::Route', Properties };
  return {
    event: null,
    resources: [
      [WEBSOCKET_API, api],
      [`${functionId}Route${at}`, route],
    ],
  };
}

function alb({ value, functionId, at }: WrittenEvent): ServiceEvent {
  const group = `${functionId}TargetGroup${at}`;
  const signsIn = field(value, 'authorizer') === undefined ? [] : [{ Type: 'authenticate-oidc' }];
  const Actions = [...signsIn, { Type: 'forward', TargetGroupArn: { Ref: group } }];
  const Properties = { ListenerArn: field(value, 'listenerArn'), Actions };
  const TargetGroup = { TargetType: 'lambda', Targets: [{ Id: { Ref: functionId } }] };
  return {
    event: null,
    resources: [
      [group, { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: TargetGroup }],
      [`${functionId}Rule${at}`, { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties }],
    ],
  };
}

function cloudFront({ functionId, at }: WrittenEvent): ServiceEvent {
  const LambdaFunctionAssociations = [{ LambdaFunctionARN: { Ref: functionId } }];
  const DistributionConfig = { DefaultCacheBehavior: { LambdaFunctionAssociations } };
  const distribution = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig } };
  return { event: null, resources: [[`${functionId}Distribution${at}`, distribution]] };
}

/**
 * Events of the framework, by their names in a service.
 * https://www.serverless.com/framework/docs/providers/aws/guide/events
 */
const EVENTS: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['http', http],
  ['httpApi', httpApi],
  ['websocket', websocket],
  ['alb', alb],
  ['cloudFront', cloudFront],
  ['schedule', schedule],
  ['stream', stream],
  ['s3', s3],
  ['sns', sns],
  ['eventBridge', eventBridge],
  ['sqs', fromSource('SQS', ['Queue', 'arn'])],
  ['msk', fromSource('MSK', ['Stream', 'arn'])],
  ['kafka', fromSource('SelfManagedKafka', ['Topics', 'topic'])],
  ['activemq', fromSource('MQ', ['Broker', 'arn'])],
  ['rabbitmq', fromSource('MQ', ['Broker', 'arn'])],
  ['cloudwatchLog', fromSource('CloudWatchLogs', ['LogGroupName', 'logGroup'])],
  ['cloudwatchEvent', () => event('CloudWatchEvent', {})],
  ['iot', fromSource('IoTRule', ['Sql', 'sql'])],
  ['cognitoUserPool', fromSource('Cognito', ['UserPool', 'pool'])],
  ['alexaSkill', fromSource('AlexaSkill', ['SkillId', 'appId'])],
  ['alexaSmartHome', fromSource('AlexaSkill', ['SkillId', 'appId'])],
]);

/** An event in the words of SAM and CloudFormation. One of a plugin is a trigger of which nothing else is known. */
export function translateEvent(written: WrittenEvent): ServiceEvent {
  return EVENTS.get(written.kind)?.(written) ?? event(written.kind, {});
}
