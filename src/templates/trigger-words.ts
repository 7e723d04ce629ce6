import type { Trigger } from '../model/index.js';

/** AWS service (of a principal, an ARN, an event's type) → trigger type in reports. */
const TYPE_OF_SERVICE: ReadonlyMap<string, string> = new Map([
  ['apigateway', 'http'],
  ['elasticloadbalancing', 'http'],
  ['vpc-lattice', 'http'],
  ['cloudfront', 'http'],
  ['edgelambda', 'http'],
  ['lambda-url', 'http'],
  ['appsync', 'http'],
  ['sqs', 'queue'],
  ['mq', 'queue'],
  ['kafka', 'stream'],
  ['kinesis', 'stream'],
  ['dynamodb', 'stream'],
  ['rds', 'stream'],
  ['logs', 'stream'],
  ['events', 'schedule'],
  ['scheduler', 'schedule'],
  ['s3', 'storage'],
  ['elasticfilesystem', 'storage'],
  ['sns', 'topic'],
  ['iot', 'topic'],
  ['ses', 'email'],
  ['cognito-idp', 'auth'],
  ['cognito-identity', 'auth'],
]);

/** @param service `sqs`, or a principal like `sqs.amazonaws.com`. */
export function triggerOfService(service: string, detail: string | null): Trigger {
  return { type: TYPE_OF_SERVICE.get(service.split('.', 1)[0] ?? '') ?? 'other', detail };
}

/** Trigger of an event source, from its ARN. Parts of the ARN may be unresolved: `arn:aws:sqs:…:queue`. */
export function triggerOfArn(arn: string): Trigger {
  const [, , service = '', , , ...resource] = arn.split(':');
  return triggerOfService(service, resource.join(':') || null);
}

/** Removes duplicates. A trigger without detail is kept only when no other of its type has one. */
export function distinctTriggers(triggers: readonly Trigger[]): Trigger[] {
  const byKey = new Map(triggers.map((trigger) => [JSON.stringify([trigger.type, trigger.detail]), trigger]));
  const distinct = [...byKey.values()];
  const detailed = new Set(distinct.filter(({ detail }) => detail !== null).map(({ type }) => type));
  return distinct.filter(({ type, detail }) => detail !== null || !detailed.has(type));
}
