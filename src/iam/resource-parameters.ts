/**
 * Parameters of operations that name the resource which a variable of IAM's ARN patterns stands for, where their names differ.
 * Key: IAM's prefix and the variable.
 */
export const PARAMETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['s3:BucketName', ['Bucket']],
  ['sqs:QueueName', ['QueueUrl', 'QueueName']],
  ['sns:TopicName', ['TopicArn', 'TargetArn', 'Name']],
  ['states:StateMachineName', ['stateMachineArn', 'name']],
  ['ssm:ParameterNameWithoutLeadingSlash', ['Name', 'Names', 'Path']],
  ['secretsmanager:SecretId', ['SecretId', 'Name']],
  ['logs:LogGroupName', ['logGroupName', 'logGroupIdentifier']],
  ['cloudwatch:AlarmName', ['AlarmName', 'AlarmNames']],
  ['athena:WorkGroupName', ['WorkGroup']],
  ['iam:RoleNameWithPath', ['RoleArn', 'Role', 'RoleName', 'taskRoleArn', 'executionRoleArn']],
  ['bedrock:ResourceId', ['modelId', 'agentId', 'knowledgeBaseId']],
  ['rds-data:DbClusterInstanceName', ['resourceArn']],
  ['ecs:TaskDefinitionFamilyName', ['taskDefinition']],
  ['batch:JobQueueName', ['jobQueue']],
  ['iot:TopicName', ['topic']],
]);

/** ARN patterns that differ from the reference's: with the parts that policies have to name as a whole. Key: prefix and type. */
export const FORMS: ReadonlyMap<string, string> = new Map([
  // A request names the streams of a group, too.
  ['logs:log-group', 'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:*'],
  ['logs:log-stream', 'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:*'],
  ['s3:object', 'arn:${Partition}:s3:::${BucketName}/*'],
  ['execute-api:execute-api-general', 'arn:${Partition}:execute-api:${Region}:${Account}:${ApiId}/*'],
  [
    'ecs:task-definition',
    'arn:${Partition}:ecs:${Region}:${Account}:task-definition/${TaskDefinitionFamilyName}:*',
  ],
  ['iot:topic', 'arn:${Partition}:iot:${Region}:${Account}:topic/*'],
]);

/** Types of resources that a call names only where it uses a special form of a name, which code does not show. */
export const SPECIAL_TYPES: ReadonlySet<string> = new Set([
  's3:accesspoint',
  's3:accesspointobject',
  's3:multiregionaccesspoint',
  'lambda:function alias',
  'lambda:function version',
  'ecs:container-instance',
  'states:stateMachineAlias',
  'states:stateMachineVersion',
  'states:labelledstatemachine',
  'events:event-busv2',
]);

/** The types that count of a service whose actions are said to need many at once. Key: prefix. */
export const MAIN_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['bedrock', ['foundation-model', 'inference-profile']],
  ['batch', ['job-definition', 'job-queue']],
]);

/** Services each of whose requests is on a resource, though their actions are said to need none. */
export const ALWAYS_ON_RESOURCE: ReadonlySet<string> = new Set(['s3', 'events']);

/** Parameters with which a call is on no resource: IAM then demands the action on `*`. Key: action. */
export const WITHOUT_RESOURCE: ReadonlyMap<string, string> = new Map([
  // A text message. https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
  ['sns:Publish', 'PhoneNumber'],
]);

/** Text of a name in an ARN, where it differs from the parameter's; null if it names something that leads to the resource. Key: prefix and variable. */
export const NAME_FORMS: ReadonlyMap<string, (name: string) => string | null> = new Map<
  string,
  (name: string) => string | null
>([
  // IAM looks at the key that an alias stands for. https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
  ['kms:KeyId', (name) => (name.startsWith('alias/') ? null : name)],
  // Secrets Manager adds a hyphen and six characters to a secret's name.
  ['secretsmanager:SecretId', (name) => `${name}-??????`],
  ['ssm:ParameterNameWithoutLeadingSlash', (name) => name.replace(/^\//, '')],
  ['sqs:QueueName', (name) => name.slice(name.lastIndexOf('/') + 1)],
  ['iam:RoleNameWithPath', (name) => name.replace(/^\//, '')],
]);
