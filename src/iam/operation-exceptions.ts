/** Operations whose actions have other names, or that need several actions or none. */
export interface OperationException {
  /** Service id, as in OperationUse. */
  readonly service: string;
  readonly operations: string;
  /** Separated by spaces; empty: the operation needs no permission. */
  readonly actions: string;
  readonly reason: string;
}

const RENAMED = 'IAM names the action otherwise than the operation.';
const PER_ITEM = 'A batch needs the permission of each of its entries.';
const MULTIPART = 'Parts of an upload are part of writing the object.';

/** IAM's names of settings of buckets, whose operations have longer names: [operation's ending, action's ending, verbs]. */
const BUCKET_SETTINGS: readonly (readonly [string, string, string])[] = [
  ['BucketLifecycle', 'LifecycleConfiguration', 'Get Put'],
  ['BucketLifecycleConfiguration', 'LifecycleConfiguration', 'Get Put'],
  ['BucketEncryption', 'EncryptionConfiguration', 'Get Put'],
  ['BucketCors', 'BucketCORS', 'Get Put'],
  ['BucketReplication', 'ReplicationConfiguration', 'Get Put'],
  ['BucketNotificationConfiguration', 'BucketNotification', 'Get Put'],
  ['BucketAnalyticsConfiguration', 'AnalyticsConfiguration', 'Get Put'],
  ['BucketInventoryConfiguration', 'InventoryConfiguration', 'Get Put'],
  ['BucketMetricsConfiguration', 'MetricsConfiguration', 'Get Put'],
  ['BucketIntelligentTieringConfiguration', 'IntelligentTieringConfiguration', 'Get Put'],
  ['BucketAccelerateConfiguration', 'AccelerateConfiguration', 'Get Put'],
  ['PublicAccessBlock', 'BucketPublicAccessBlock', 'Get Put'],
  ['ObjectLockConfiguration', 'BucketObjectLockConfiguration', 'Get Put'],
];

/** Settings that IAM has no action of its own to delete: whoever may write them may delete them. */
const DELETED_BY_PUT: readonly (readonly [operation: string, action: string])[] = [
  ['DeleteBucketLifecycle', 'PutLifecycleConfiguration'],
  ['DeleteBucketEncryption', 'PutEncryptionConfiguration'],
  ['DeleteBucketCors', 'PutBucketCORS'],
  ['DeleteBucketReplication', 'PutReplicationConfiguration'],
  ['DeleteBucketTagging', 'PutBucketTagging'],
  ['DeleteBucketAnalyticsConfiguration', 'PutAnalyticsConfiguration'],
  ['DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'],
  ['DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'],
  ['DeleteBucketIntelligentTieringConfiguration', 'PutIntelligentTieringConfiguration'],
  ['DeleteBucketOwnershipControls', 'PutBucketOwnershipControls'],
  ['DeletePublicAccessBlock', 'PutBucketPublicAccessBlock'],
];

const S3_SETTINGS: readonly OperationException[] = [
  ...BUCKET_SETTINGS.flatMap(([operation, action, verbs]) =>
    verbs.split(' ').map((verb) => ({
      service: 's3',
      operations: `${verb}${operation}`,
      actions: `s3:${verb}${action}`,
      reason: RENAMED,
    })),
  ),
  ...DELETED_BY_PUT.map(([operation, action]) => ({
    service: 's3',
    operations: operation,
    actions: `s3:${action}`,
    reason: 'Deleting the setting needs the permission to write it.',
  })),
  ...['Analytics', 'Inventory', 'Metrics', 'IntelligentTiering'].map((setting) => ({
    service: 's3',
    operations: `ListBucket${setting}Configurations`,
    actions: `s3:Get${setting}Configuration`,
    reason: RENAMED,
  })),
];

type Row = readonly [service: string, operations: string, actions: string, reason: string];

// Of the service authorization reference, https://docs.aws.amazon.com/service-authorization/latest/reference/, and the API references.
const ROWS: readonly Row[] = [
  ['s3', 'HeadObject SelectObjectContent', 's3:GetObject', 'It reads the object, or its headers.'],
  ['s3', 'HeadBucket ListObjects ListObjectsV2', 's3:ListBucket', RENAMED],
  ['s3', 'ListObjectVersions', 's3:ListBucketVersions', RENAMED],
  ['s3', 'ListBuckets', 's3:ListAllMyBuckets', RENAMED],
  ['s3', 'ListDirectoryBuckets', 's3express:ListAllMyDirectoryBuckets', RENAMED],
  ['s3', 'ListMultipartUploads', 's3:ListBucketMultipartUploads', RENAMED],
  ['s3', 'ListParts', 's3:ListMultipartUploadParts', RENAMED],
  ['s3', 'CreateMultipartUpload UploadPart CompleteMultipartUpload', 's3:PutObject', MULTIPART],
  ['s3', 'CopyObject UploadPartCopy', 's3:GetObject s3:PutObject', 'It reads one object and writes another.'],
  ['s3', 'DeleteObjects', 's3:DeleteObject', PER_ITEM],
  ['s3', 'CreateSession', 's3express:CreateSession', RENAMED],
  ['s3', 'WriteGetObjectResponse', 's3-object-lambda:WriteGetObjectResponse', RENAMED],
  [
    's3control',
    'GetPublicAccessBlock',
    's3:GetAccountPublicAccessBlock',
    'It is the setting of the account.',
  ],
  [
    's3control',
    'PutPublicAccessBlock DeletePublicAccessBlock',
    's3:PutAccountPublicAccessBlock',
    'It is the setting of the account.',
  ],
  ['dynamodb', 'TransactGetItems', 'dynamodb:GetItem', PER_ITEM],
  [
    'dynamodb',
    'TransactWriteItems',
    'dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem',
    PER_ITEM,
  ],
  [
    'dynamodb',
    'ExecuteStatement BatchExecuteStatement ExecuteTransaction',
    'dynamodb:PartiQLDelete dynamodb:PartiQLInsert dynamodb:PartiQLSelect dynamodb:PartiQLUpdate',
    'The statement decides which of them it needs.',
  ],
  ['lambda', 'Invoke InvokeAsync InvokeWithResponseStream', 'lambda:InvokeFunction', RENAMED],
  ['lambda', 'GetLayerVersionByArn', 'lambda:GetLayerVersion', RENAMED],
  ['lambda', 'CreateFunction', 'lambda:CreateFunction iam:PassRole', 'It hands a role to the function.'],
  ['sqs', 'SendMessageBatch', 'sqs:SendMessage', PER_ITEM],
  ['sqs', 'DeleteMessageBatch', 'sqs:DeleteMessage', PER_ITEM],
  ['sqs', 'ChangeMessageVisibilityBatch', 'sqs:ChangeMessageVisibility', PER_ITEM],
  ['sns', 'PublishBatch', 'sns:Publish', PER_ITEM],
  ['kms', 'ReEncrypt', 'kms:ReEncryptFrom kms:ReEncryptTo', 'Each of its two keys allows its half.'],
  ['rdsdb', 'Connect', 'rds-db:connect', 'It signs in to a database: that is no operation of an API.'],
  [
    'kafkacluster',
    'Connect',
    'kafka-cluster:Connect',
    'It signs in to a broker: that is no operation of an API.',
  ],
  ['sts', 'GetCallerIdentity', '', 'Whoever can sign a request may call it.'],
  ['bedrockruntime', 'Converse StartAsyncInvoke', 'bedrock:InvokeModel', RENAMED],
  ['bedrockruntime', 'ConverseStream', 'bedrock:InvokeModelWithResponseStream', RENAMED],
  ['bedrockagentruntime', 'RetrieveAndGenerateStream', 'bedrock:RetrieveAndGenerate', RENAMED],
  [
    'apigatewaymanagementapi',
    'DeleteConnection GetConnection PostToConnection',
    'execute-api:ManageConnections',
    'One action manages all connections of a WebSocket API.',
  ],
  ['ecs', 'RunTask', 'ecs:RunTask iam:PassRole', 'It hands the roles of the task definition to the task.'],
  [
    'ecs',
    'StartTask RegisterTaskDefinition CreateService',
    'ecs:{operation} iam:PassRole',
    'It hands roles to tasks.',
  ],
  ['sfn', 'CreateStateMachine', 'states:CreateStateMachine iam:PassRole', 'It hands a role to it.'],
  [
    'scheduler',
    'CreateSchedule UpdateSchedule',
    'scheduler:{operation} iam:PassRole',
    'It hands a role to the schedule.',
  ],
  [
    'timestreamquery',
    'Query',
    'timestream:Select timestream:DescribeEndpoints',
    'It first looks up its host.',
  ],
  [
    'timestreamwrite',
    'WriteRecords',
    'timestream:WriteRecords timestream:DescribeEndpoints',
    'It first looks up its host.',
  ],
  [
    'neptunedata',
    'ExecuteGremlinQuery ExecuteOpenCypherQuery',
    'neptune-db:ReadDataViaQuery neptune-db:WriteDataViaQuery neptune-db:DeleteDataViaQuery',
    'The query decides which of them it needs.',
  ],
  [
    'budgets',
    'DescribeBudget DescribeBudgets DescribeBudgetPerformanceHistory DescribeNotificationsForBudget DescribeSubscribersForNotification DescribeBudgetNotificationsForAccount',
    'budgets:ViewBudget',
    RENAMED,
  ],
  [
    'budgets',
    'CreateBudget UpdateBudget DeleteBudget CreateNotification UpdateNotification DeleteNotification CreateSubscriber UpdateSubscriber DeleteSubscriber',
    'budgets:ModifyBudget',
    RENAMED,
  ],
  [
    'cloudfront',
    'CreateDistributionWithTags',
    'cloudfront:CreateDistribution cloudfront:TagResource',
    'It does both.',
  ],
];

/** All other operations need the action of their own name. */
export const OPERATION_EXCEPTIONS: readonly OperationException[] = [
  ...S3_SETTINGS,
  ...ROWS.map(([service, operations, actions, reason]) => ({ service, operations, actions, reason })),
];
