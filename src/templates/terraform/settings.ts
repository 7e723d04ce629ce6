import { PlainValues } from '../../iam/index.js';
import type {
  EncryptedResource,
  EnvironmentReference,
  EventOrigin,
  FunctionSettings,
  PolledSource,
  ResourcePolicy,
} from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';
import { harmlessVariables } from '../harmless-value.js';
import { literalReference } from '../literal-reference.js';
import { awsLayerName } from '../aws-layer-name.js';
import { limitsOf, operationOf } from './operation-settings.js';
import { eventSourcesIn } from './event-sources.js';
import { arnsOf, resourceArn, TYPES, type ResourceArn } from './resource-arns.js';
import { terraformResourcePolicies } from './resource-policies.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** ARN that an argument of a resource has, or refers to. */
function arnIn({ resources }: TerraformPlan, resource: TerraformResource, argument: string): string | null {
  const [referred] = arnsOf(resources.referredBy(resource, argument, TYPES));
  return textValueOf(resource, argument) ?? referred?.arn ?? null;
}

/** What settings are read from. */
export interface TerraformPlan {
  readonly resources: TerraformResources;
  /** Resources that have a name and an ARN. */
  readonly named: readonly ResourceArn[];
  readonly encrypted: readonly EncryptedResource[];
  /** The resources whose events start functions. */
  readonly eventSources: ReadonlyMap<TerraformResource, readonly EventOrigin[]>;
  readonly resourcePoliciesOf: (fn: TerraformResource) => readonly ResourcePolicy[];
}

const KEY_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['aws_sqs_queue', 'kms_master_key_id'],
  ['aws_sns_topic', 'kms_master_key_id'],
  ['aws_kinesis_stream', 'kms_key_id'],
  ['aws_secretsmanager_secret', 'kms_key_id'],
  ['aws_dynamodb_table', 'server_side_encryption'],
]);

function encryptedIn(resources: TerraformResources): EncryptedResource[] {
  return resources.ofType(...KEY_ARGUMENTS.keys()).flatMap((resource) => {
    const argument = KEY_ARGUMENTS.get(resource.type) ?? '';
    const value = field(resource.values, argument);
    const text = stringOf(value) ?? stringOf(fieldAt(itemsOf(value)[0], 'kms_key_arn'));
    const [referred] = arnsOf(resources.referredBy(resource, argument, ['aws_kms_key']));
    const key = text?.startsWith('arn:') ? text : referred?.arn;
    const own = resourceArn(resource);
    return own && key ? [{ resource: own.arn, key }] : [];
  });
}

export function terraformPlan(resources: TerraformResources): TerraformPlan {
  const named = arnsOf(resources.ofType(...TYPES));
  const resourcePoliciesOf = terraformResourcePolicies(resources, (one) => resourceArn(one)?.arn ?? null);
  const eventSources = eventSourcesIn(resources);
  return { resources, named, encrypted: encryptedIn(resources), eventSources, resourcePoliciesOf };
}

/**
 * What variables refer to. A plan has one list of references for all variables: each value that only the apply determines may be any
 * of them that no known value names.
 */
function referencesOf(plan: TerraformPlan, resource: TerraformResource): EnvironmentReference[] {
  const variables = fieldAt(itemsOf(field(resource.values, 'environment'))[0], 'variables');
  const candidates = arnsOf(plan.resources.referredBy(resource, 'environment.variables', TYPES));
  const unknown = fieldAt(itemsOf(field(resource.unknown, 'environment'))[0], 'variables');
  const known = entriesOf(variables).flatMap(([name, value]) => {
    const text = stringOf(value);
    if (text === null) return candidates.map((found) => ({ name, found }));
    const same = plan.named.filter((one) => one.name === text || one.arn === text);
    return same.map((found) => ({ name, found }));
  });
  const named = new Set(known.map(({ name }) => name));
  const literal = entriesOf(variables).flatMap(([name, value]) => {
    const text = stringOf(value);
    return text === null || named.has(name) ? [] : literalReference(name, text);
  });
  const seen = new Set(entriesOf(variables).map(([name]) => name));
  const rest = entriesOf(unknown)
    .filter(([name, isUnknown]) => isUnknown === true && !seen.has(name))
    .flatMap(([name]) => candidates.map((found) => ({ name, found })));
  const referred = [...known, ...rest].map(({ name, found: { service, arn } }): EnvironmentReference => ({
    name,
    kind: 'arn',
    service,
    value: arn,
  }));
  return [...referred, ...literal];
}

/** Resources of a type that name a function. */
function ofFunction({ resources }: TerraformPlan, type: string, fn: TerraformResource): TerraformResource[] {
  const names = new Set([textValueOf(fn, 'function_name'), textValueOf(fn, 'arn')]);
  return resources.ofType(type).filter((one) => {
    const name = textValueOf(one, 'function_name');
    return name === null
      ? resources.referredBy(one, 'function_name', ['aws_lambda_function']).includes(fn)
      : names.has(name);
  });
}

function polledOf(plan: TerraformPlan, mapping: TerraformResource): PolledSource {
  const arn = arnIn(plan, mapping, 'event_source_arn');
  const access = itemsOf(field(mapping.values, 'source_access_configuration')).map((one) =>
    stringOf(field(one, 'uri')),
  );
  const isTable = arn !== null && /:dynamodb:[^/]*:table\/[^/]+$/.test(arn);
  return {
    arn: isTable ? `${arn}/stream/*` : (arn ?? ''),
    secret: access.find((uri) => uri?.includes(':secretsmanager:')) ?? null,
  };
}

function destinationsOf(plan: TerraformPlan, resource: TerraformResource): string[] {
  const config = itemsOf(field(resource.values, 'destination_config'))[0];
  return ['on_success', 'on_failure'].flatMap((name) => {
    const block = itemsOf(field(config, name))[0];
    const text = stringOf(field(block, 'destination')) ?? stringOf(field(block, 'destination_arn'));
    return text ?? [];
  });
}

function deadLetterOf(plan: TerraformPlan, fn: TerraformResource): string[] {
  const block = itemsOf(field(fn.values, 'dead_letter_config'))[0];
  if (block === undefined) return [];
  const [referred] = arnsOf(plan.resources.referredBy(fn, 'dead_letter_config.target_arn', TYPES));
  return [stringOf(field(block, 'target_arn')) ?? referred?.arn ?? []].flat();
}

/** Settings of a function that need permissions. */
export function settingsOf(plan: TerraformPlan, fn: TerraformResource): FunctionSettings {
  const { values } = fn;
  const block = (name: string) => itemsOf(field(values, name))[0];
  const variables = entriesOf(fieldAt(block('environment'), 'variables')).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const mappings = ofFunction(plan, 'aws_lambda_event_source_mapping', fn);
  const invokes = ofFunction(plan, 'aws_lambda_function_event_invoke_config', fn);
  return {
    functionName: textValueOf(fn, 'function_name'),
    logGroup: stringOf(field(block('logging_config'), 'log_group')) || null,
    vpc: block('vpc_config') !== undefined,
    tracing: field(block('tracing_config'), 'mode') === 'Active',
    destinations: [
      ...deadLetterOf(plan, fn),
      ...[...mappings, ...invokes].flatMap((one) => destinationsOf(plan, one)),
    ],
    destinationsKnown: true,
    polled: mappings.map((mapping) => polledOf(plan, mapping)),
    fileSystems: itemsOf(field(values, 'file_system_config')).map(
      (one) => stringOf(field(one, 'arn')) ?? '<file system>',
    ),
    environmentKey: stringOf(field(values, 'kms_key_arn')) || null,
    awsLayers: stringsOf(field(values, 'layers')).flatMap((arn) => awsLayerName(arn) ?? []),
    environmentReferences: referencesOf(plan, fn),
    harmlessVariables: harmlessVariables(variables),
    plainNames: new PlainValues(variables),
    encrypted: plan.encrypted,
    eventSources: plan.eventSources.get(fn) ?? [],
    resourcePolicies: plan.resourcePoliciesOf(fn),
    roleFunctions: 1,
    limits: limitsOf(fn),
    operation: operationOf(plan.resources, fn, invokes),
  };
}
