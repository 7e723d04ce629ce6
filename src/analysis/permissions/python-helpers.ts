/** An operation, and the service by the name that boto3 gives it. */
export interface HelperOperation {
  readonly service: string;
  readonly operations: readonly string[];
  /** The operation's parameter that the first argument is; null for none. */
  readonly parameter: string | null;
}

/** What functions and classes of Powertools do when they are called. https://docs.powertools.aws.dev/lambda/python/latest/ */
const POWERTOOLS = `
get_parameter ssm Name GetParameter
get_parameters ssm Path GetParametersByPath
get_parameters_by_name ssm - GetParameters
set_parameter ssm Name PutParameter
get_secret secretsmanager SecretId GetSecretValue
set_secret secretsmanager SecretId PutSecretValue
get_app_config appconfigdata - StartConfigurationSession GetLatestConfiguration
DynamoDBPersistenceLayer dynamodb TableName GetItem PutItem UpdateItem DeleteItem
AppConfigStore appconfigdata - StartConfigurationSession GetLatestConfiguration
S3Object s3 Bucket HeadObject GetObject
AWSEncryptionSDKProvider kms - GenerateDataKey Decrypt
SSMProvider.get ssm Name GetParameter
SSMProvider.get_multiple ssm Path GetParametersByPath
SSMProvider.get_parameters_by_name ssm - GetParameters
SSMProvider.set ssm Name PutParameter
SecretsProvider.get secretsmanager SecretId GetSecretValue
SecretsProvider.set secretsmanager SecretId PutSecretValue
AppConfigProvider.get appconfigdata - StartConfigurationSession GetLatestConfiguration
DynamoDBProvider.get dynamodb - GetItem
DynamoDBProvider.get_multiple dynamodb - Query
`;

const UPLOAD = 'PutObject CreateMultipartUpload UploadPart CompleteMultipartUpload AbortMultipartUpload';
const COPY =
  'HeadObject CopyObject CreateMultipartUpload UploadPartCopy CompleteMultipartUpload AbortMultipartUpload';
/** Methods that boto3 adds to clients and resources of S3. https://boto3.amazonaws.com/v1/documentation/api/latest/reference/customizations/s3.html */
const TRANSFERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['upload_file', UPLOAD.split(' ')],
  ['upload_fileobj', UPLOAD.split(' ')],
  ['download_file', ['HeadObject', 'GetObject']],
  ['download_fileobj', ['HeadObject', 'GetObject']],
  ['copy', COPY.split(' ')],
]);

const ROWS: ReadonlyMap<string, HelperOperation> = new Map(
  POWERTOOLS.trim()
    .split('\n')
    .map((line) => {
      const [name = '', service = '', parameter = '', ...operations] = line.split(' ');
      return [name, { service, operations, parameter: parameter === '-' ? null : parameter }];
    }),
);

/** What a function, class or method of Powertools does; undefined for others. */
export function powertoolsOperation(name: string): HelperOperation | undefined {
  return ROWS.get(name);
}

/** Whether a class of Powertools provides parameters. */
export function isProvider(name: string): boolean {
  return ROWS.has(`${name}.get`);
}

/** Operations of a transfer of S3; undefined for other methods. */
export function transferOperations(method: string): readonly string[] | undefined {
  return TRANSFERS.get(method);
}

/** Where the bucket stands among the arguments of a client's transfer. */
export function bucketPosition(method: string): number {
  return method.startsWith('download') ? 0 : 1;
}
