import { PlainValues } from '../../iam/index.js';
import type {
  EncryptedResource,
  EnvironmentReference,
  FunctionSettings,
  PolledSource,
  ResourcePolicy,
} from '../../model/index.js';
import { entriesOf, field, fieldAt, itemsOf, stringOf, stringsOf } from '../data.js';
import { harmlessVariables } from '../harmless-value.js';
import { literalReference } from '../literal-reference.js';
import { awsLayerName } from '../aws-layer-name.js';
import { limitsOf, operationOf } from './operation-settings.js';
import { terraformResourcePolicies } from './resource-policies.js';
import { textValueOf, type TerraformResource, type TerraformResources } from './resources.js';

/** Type of resources → IAM's prefix of its service, what follows the account in its ARN, and the argument with its name. */
const ARN_FORMS: ReadonlyMap<string, readonly [service: string, resource: string, argument: string]> =
  new Map([
    ['aws_dynamodb_table', ['dynamodb', 'table/{}', 'name']],
    ['aws_s3_bucket', ['s3', '{}', 'bucket']],
    ['aws_sqs_queue', ['sqs', '{}', 'name']],
    ['aws_sns_topic', ['sns', '{}', 'name']],
    ['aws_kinesis_stream', ['kinesis', 'stream/{}', 'name']],
    ['aws_kinesis_firehose_delivery_stream', ['firehose', 'deliverystream/{}', 'name']],
    ['aws_sfn_state_machine', ['states', 'stateMachine:{}', 'name']],
    ['aws_lambda_function', ['lambda', 'function:{}', 'function_name']],
    ['aws_cloudwatch_event_bus', ['events', 'event-bus/{}', 'name']],
    ['aws_cloudwatch_log_group', ['logs', 'log-group:{}:*', 'name']],
    ['aws_ssm_parameter', ['ssm', 'parameter/{}', 'name']],
    ['aws_secretsmanager_secret', ['secretsmanager', 'secret:{}-??????', 'name']],
    ['aws_cognito_user_pool', ['cognito-idp', 'userpool/{}', 'id']],
    ['aws_kms_key', ['kms', 'key/{}', 'key_id']],
    ['aws_rds_cluster', ['rds', 'cluster:{}', 'cluster_identifier']],
    ['aws_efs_access_point', ['elasticfilesystem', 'access-point/{}', 'id']],
  ]);
const TYPES = [...ARN_FORMS.keys()];

interface ResourceArn {
  readonly service: string;
  readonly arn: string;
  /** Null if only the apply determines it. */
  readonly name: string | null;
}

/** The ARN of a resource: as it is known, else by its name or a placeholder for the name. */
function resourceArn(resource: TerraformResource): ResourceArn | null {
  const form = ARN_FORMS.get(resource.type);
  if (!form) return null;
  const [service, text, argument] = form;
  const name = textValueOf(resource, argument);
  const shown = name ?? `<${resource.address}.${argument}>`;
  const place = service === 's3' ? ':' : '<region>:<account>';
  const written = service === 'ssm' ? shown.replace(/^\//, '') : shown;
  const composed = `arn:aws:${service}:${place}:${text.replace('{}', () => written)}`;
  return { service, name, arn: textValueOf(resource, 'arn') ?? composed };
}

function arnsOf(resources: readonly TerraformResource[]): ResourceArn[] {
  return resources.map(resourceArn).filter((one) => one !== null);
}

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
  return { resources, named, encrypted: encryptedIn(resources), resourcePoliciesOf };
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
    resourcePolicies: plan.resourcePoliciesOf(fn),
    roleFunctions: 1,
    limits: limitsOf(fn),
    operation: operationOf(plan.resources, fn, invokes),
  };
}
