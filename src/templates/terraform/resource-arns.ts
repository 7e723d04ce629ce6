import { textValueOf, type TerraformResource } from './resources.js';

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
/** The types of resources whose ARNs can be written. */
export const TYPES = [...ARN_FORMS.keys()];

export interface ResourceArn {
  readonly service: string;
  readonly arn: string;
  /** Null if only the apply determines it. */
  readonly name: string | null;
}

/** The ARN of a resource: as it is known, else by its name or a placeholder for the name. */
export function resourceArn(resource: TerraformResource): ResourceArn | null {
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

export function arnsOf(resources: readonly TerraformResource[]): ResourceArn[] {
  return resources.map(resourceArn).filter((one) => one !== null);
}

/** The ARN of an event bus that is no resource of the plan. */
export function busArn(name: string): string {
  return `arn:aws:events:<region>:<account>:event-bus/${name}`;
}
