import type { CallArguments } from '../../program/index.js';

/** An operation, and the service by the name that boto3 gives it. */
export interface HelperOperation {
  readonly service: string;
  readonly operations: readonly string[];
  /** The operation's parameter that the first argument is; null for none. */
  readonly parameter: string | null;
}

/** What functions and classes of Powertools do when they are called. https://docs.powertools.aws.dev/lambda/python/latest/ */
const HELPERS = `
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
  HELPERS.trim()
    .split('\n')
    .map((line) => {
      const [name = '', service = '', parameter = '', ...operations] = line.split(' ');
      return [name, { service, operations, parameter: parameter === '-' ? null : parameter }];
    }),
);

/** What a function, class or method of Powertools does; undefined for others. */
export function powertoolsOperation(name: string): HelperOperation | undefined {
  const parts = name.split('.');
  return ROWS.get(parts.slice(-2).join('.')) ?? ROWS.get(parts.at(-1) ?? '');
}

/** The parameters of a helper's operations. */
export function helperParameters(
  { parameter }: HelperOperation,
  { positional, named }: CallArguments,
): ReadonlyMap<string, CallArguments['positional'][number]> {
  const byName = ['table_name', 'name', 'bucket'].flatMap((name) => named.get(name) ?? []);
  return new Map(parameter === null ? [] : [[parameter, positional[0] ?? byName] as const]);
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

/** Methods of sessions that make clients and resources. */
export const FACTORIES: ReadonlyMap<string, 'client' | 'resource'> = new Map([
  ['client', 'client'],
  ['create_client', 'client'],
  ['resource', 'resource'],
]);

/** Functions and classes that give a session. */
export const SESSIONS =
  /^(?:aio)?boto3\.(?:session\.)?Session$|^(?:aio)?botocore\.session\.(?:get_session|Session|AioSession)$|^boto3\.(?:_get_default_session|DEFAULT_SESSION)$/;

/** Packages whose code calls AWS in ways that are not followed. */
export const CALLERS =
  /^(?:awswrangler|pynamodb|s3fs|s3path|cloudpathlib|smart_open|boto|crhelper|requests_aws4auth|aws_requests_auth|aws_secretsmanager_caching|amazondax|pyathena|redshift_connector|watchtower|kappa|localstack)(?:\.|$)|^botocore\.(?:auth|awsrequest|signers|endpoint|httpsession)(?:\.|$)/;

export const POWERTOOLS = 'aws_lambda_powertools.';

/** Functions that return, or later call, their first argument. */
export const FIRST_ARGUMENT =
  /^(?:functools\.(?:lru_cache|cache)|copy\.(?:copy|deepcopy)|contextlib\.(?:closing|aclosing|nullcontext)|typing\.cast|asyncio\.(?:create_task|ensure_future|wait_for|shield|run)|botocore\.waiter\.WaiterModel)$/;

/** Modules of Python's own library: they call no method of a client that they get, but pass it on. */
export const STANDARD =
  /^(?:abc|argparse|array|ast|asyncio|atexit|base64|builtins|collections|concurrent|contextlib|contextvars|copy|csv|dataclasses|datetime|enum|functools|gc|hashlib|inspect|io|itertools|json|logging|math|multiprocessing|operator|os|pickle|pprint|queue|random|re|sched|selectors|signal|string|sys|tempfile|threading|time|traceback|types|typing|unittest|urllib|uuid|warnings|weakref)(?:\.|$)/;

/** What of a name's last part says that it is a class: its instances have members of their own. */
export const CLASS_LIKE = /(?:^|\.)(?:[A-Z]\w*|local)$/;
