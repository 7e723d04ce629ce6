import { compareAccess, type EventOrigin, type Trigger } from '../model/index.js';
import type { PlacedTrigger } from './template-facts.js';

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

/** What starts a function, from its ARN. Events of a bus have no type of their own. */
export function originOf(arn: string): EventOrigin {
  return { arn, type: arn.split(':', 3)[2] === 'events' ? 'other' : triggerOfArn(arn).type };
}

/** A trigger as a resource of a template shows it. */
export interface FoundTrigger {
  readonly trigger: PlacedTrigger;
  /** The trigger is omitted when the function has one of these types, which is more precise. */
  readonly unlessTypes?: readonly string[];
}

/** Triggers by function, without those that a more precise one replaces. */
export function keepPrecise<Found extends FoundTrigger, Key>(
  found: readonly Found[],
  keyOf: (one: Found) => Key | null,
): Map<Key, PlacedTrigger[]> {
  const triggers = new Map<Key, PlacedTrigger[]>();
  const certain = found.filter(({ unlessTypes = [] }) => unlessTypes.length === 0);
  for (const one of new Set([...certain, ...found])) {
    const key = keyOf(one);
    if (key === null) continue;
    const { trigger, unlessTypes = [] } = one;
    const known = triggers.get(key) ?? [];
    triggers.set(key, known);
    if (!known.some(({ type }) => unlessTypes.includes(type))) known.push(trigger);
  }
  return triggers;
}

/** A missing access counts as the least open one: a trigger that says more is kept. */
function isMoreOpen(a: Trigger, b: Trigger): boolean {
  return b.access === undefined || (a.access !== undefined && compareAccess(a.access, b.access) < 0);
}

/** Of triggers that are the same but for who may cause their events, the most open one. */
function mostOpen<T extends Trigger>(triggers: readonly T[]): T[] {
  const byKey = new Map<string, T>();
  for (const trigger of triggers) {
    const key = JSON.stringify([trigger.type, trigger.detail]);
    const known = byKey.get(key);
    if (known === undefined || isMoreOpen(trigger, known)) byKey.set(key, trigger);
  }
  return [...byKey.values()];
}

/** Removes duplicates. A trigger without detail is kept only when no other of its type has one. */
export function distinctTriggers<T extends Trigger>(triggers: readonly T[]): T[] {
  const distinct = mostOpen(triggers);
  const detailed = new Set(distinct.filter(({ detail }) => detail !== null).map(({ type }) => type));
  return distinct.filter(({ type, detail }) => detail !== null || !detailed.has(type));
}
