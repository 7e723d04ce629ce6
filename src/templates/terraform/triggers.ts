import type { Trigger } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import { identifiedCallers } from '../authorization-words.js';
import {
  HTTP_ELSEWHERE,
  isServicePrincipal,
  openTrigger,
  urlTrigger,
  type DeclaredPermission,
} from '../permission-callers.js';
import type { PlacedTrigger } from '../template-facts.js';
import { keepPrecise, triggerOfArn, triggerOfService, type FoundTrigger } from '../trigger-words.js';
import { HTTP_READERS, routeTriggers, type TriggerReader } from './http-triggers.js';
import { linksOf, type Links } from './links.js';
import { decidingPath, textValueOf, type TerraformResource, type TerraformResources } from './resources.js';
import { withSourceCallers } from './source-callers.js';

/** Type of a source that a mapping refers to → AWS service. */
const SERVICES: ReadonlyMap<string, string> = new Map([
  ['aws_sqs_queue', 'sqs'],
  ['aws_kinesis_stream', 'kinesis'],
  ['aws_dynamodb_table', 'dynamodb'],
  ['aws_msk_cluster', 'kafka'],
  ['aws_mq_broker', 'mq'],
]);

function nameOf(resource: TerraformResource): string {
  return textValueOf(resource, 'name') ?? textValueOf(resource, 'bucket') ?? resource.address;
}

const mapping: TriggerReader = {
  path: 'function_name',
  read(links, resource) {
    const arn = textValueOf(resource, 'event_source_arn');
    const [source] = links.linked(resource, 'event_source_arn', [...SERVICES.keys()]);
    const trigger: Trigger =
      arn !== null
        ? triggerOfArn(arn)
        : source
          ? triggerOfService(SERVICES.get(source.type) ?? '', nameOf(source))
          : { type: 'other', detail: null };
    return withSourceCallers(links, trigger, { resource, path: 'event_source_arn' });
  },
};

const subscription: TriggerReader = {
  path: 'endpoint',
  read(links, resource) {
    const [topic] = links.linked(resource, 'topic_arn', ['aws_sns_topic']);
    const detail = topic ? nameOf(topic) : (textValueOf(resource, 'topic_arn')?.split(':').at(-1) ?? null);
    return withSourceCallers(links, { type: 'topic', detail }, { resource, path: 'topic_arn' });
  },
};

const notification: TriggerReader = {
  path: 'lambda_function.lambda_function_arn',
  read(links, resource) {
    const [bucket] = links.linked(resource, 'bucket', ['aws_s3_bucket']);
    const detail = bucket ? nameOf(bucket) : textValueOf(resource, 'bucket');
    return withSourceCallers(links, { type: 'storage', detail }, { resource, path: 'bucket' });
  },
};

const ruleTarget: TriggerReader = {
  path: 'arn',
  read(links, target) {
    const [rule] = links.linked(target, 'rule', ['aws_cloudwatch_event_rule']);
    const schedule = rule ? textValueOf(rule, 'schedule_expression') : null;
    return schedule === null
      ? { type: 'other', detail: 'event rule', access: 'service' }
      : { type: 'schedule', detail: schedule };
  },
};

const schedule: TriggerReader = {
  path: 'target.arn',
  read: (_, resource) => ({ type: 'schedule', detail: textValueOf(resource, 'schedule_expression') }),
};

const topicRule: TriggerReader = {
  path: 'lambda.function_arn',
  read: (_, rule) => ({
    type: 'topic',
    detail: `IoT rule ${nameOf(rule)}`,
    ...identifiedCallers('devices that may publish to its topic'),
  }),
};

/** Events of a user pool that start functions, as the resource `aws_cognito_user_pool` spells them. */
const POOL_EVENTS = [
  'pre_sign_up',
  'post_confirmation',
  'pre_authentication',
  'post_authentication',
  'pre_token_generation',
  'custom_message',
  'user_migration',
  'define_auth_challenge',
  'create_auth_challenge',
  'verify_auth_challenge_response',
];

function poolEvent(name: string): TriggerReader {
  return {
    path: `lambda_config.${name}`,
    read(_, pool) {
      const closed = itemsOf(field(pool.values, 'admin_create_user_config')).some(
        (one) => field(one, 'allow_admin_create_user_only') === true,
      );
      const who = closed ? 'users that an administrator created' : 'users of the pool; anybody may sign up';
      return { type: 'auth', detail: name, access: 'service', statement: `${who} (${pool.address})` };
    },
  };
}

const READERS: readonly (readonly [string, TriggerReader])[] = [
  ...HTTP_READERS,
  ['aws_lambda_event_source_mapping', mapping],
  ['aws_sns_topic_subscription', subscription],
  ['aws_s3_bucket_notification', notification],
  ['aws_cloudwatch_event_target', ruleTarget],
  ['aws_scheduler_schedule', schedule],
  ['aws_iot_topic_rule', topicRule],
  ...POOL_EVENTS.map((name) => ['aws_cognito_user_pool', poolEvent(name)] as const),
];

const PERMISSION = 'aws_lambda_permission';

/** Argument of a permission → the condition that it becomes in the function's policy. */
const CONDITIONS: readonly (readonly [string, string])[] = [
  ['source_arn', 'aws:SourceArn'],
  ['source_account', 'aws:SourceAccount'],
  ['principal_org_id', 'aws:PrincipalOrgID'],
  ['event_source_token', 'lambda:EventSourceToken'],
];

function declaredOf(permission: TerraformResource): DeclaredPermission {
  const conditions = CONDITIONS.flatMap(([name, key]) => {
    const value = textValueOf(permission, name);
    // A value that only the apply knows still limits the permission to one source.
    if (value === null && field(permission.expressions, name) === undefined) return [];
    return [[key, value ?? '<unknown.value>'] as const];
  });
  return {
    id: permission.address,
    principal: textValueOf(permission, 'principal') ?? '',
    forUrl:
      textValueOf(permission, 'function_url_auth_type') !== null ||
      textValueOf(permission, 'action')?.toLowerCase() === 'lambda:invokefunctionurl',
    conditions: Object.fromEntries(conditions),
    account: null,
  };
}

function serviceTrigger(links: Links, permission: TerraformResource, principal: string): FoundTrigger {
  if (principal.startsWith('events.'))
    return {
      trigger: { type: 'other', detail: 'event rule', access: 'service' },
      unlessTypes: ['schedule', 'other'],
    };
  const trigger = triggerOfService(principal, null);
  if (trigger.type === 'http') return { trigger: { ...trigger, ...HTTP_ELSEWHERE }, unlessTypes: ['http'] };
  if (trigger.type === 'other')
    return { trigger: { ...trigger, detail: principal || null, access: principal ? 'service' : 'unknown' } };
  const found = withSourceCallers(links, trigger, { resource: permission, path: 'source_arn' });
  return { trigger: found, unlessTypes: [trigger.type] };
}

function permissionTriggers(links: Links, permission: TerraformResource): readonly FoundTrigger[] {
  const declared = declaredOf(permission);
  if (declared.forUrl) {
    const trigger = urlTrigger(declared);
    return trigger === null ? [] : [{ trigger, unlessTypes: trigger.access === 'anyone' ? [] : ['http'] }];
  }
  const open = openTrigger(declared);
  const own = open === null ? [] : [{ trigger: open }];
  return isServicePrincipal(declared) || open === null
    ? [...own, serviceTrigger(links, permission, declared.principal)]
    : own;
}

/** Triggers that other resources define, by function. Such a resource has the function's name or ARN, or refers to it. */
export function terraformTriggers(
  resources: TerraformResources,
): ReadonlyMap<TerraformResource, readonly PlacedTrigger[]> {
  const links = linksOf(resources);
  const found: (FoundTrigger & { readonly fn: TerraformResource })[] = [];
  const add = (fns: readonly TerraformResource[], triggers: () => readonly FoundTrigger[]): void => {
    if (fns.length === 0) return;
    for (const one of triggers()) for (const fn of fns) found.push({ ...one, fn });
  };
  for (const [type, { path, read }] of READERS)
    for (const resource of resources.ofType(type))
      add(links.functions(resource, path), () => [{ trigger: read(links, resource) }]);
  for (const integration of resources.ofType('aws_apigatewayv2_integration'))
    add(links.functions(integration, 'integration_uri'), () =>
      routeTriggers(links, integration).map((trigger) => ({ trigger })),
    );
  for (const permission of resources.ofType(PERMISSION))
    add(links.functions(permission, 'function_name'), () =>
      permissionTriggers(links, permission).map((one) => ({
        ...one,
        trigger: { ...one.trigger, at: decidingPath(permission) },
      })),
    );
  return keepPrecise(found, ({ fn }) => fn);
}
