/** Names that AWS's SDKs give services and operations. */

/** The package of the SDK's version 2. */
export const OLDER_SDK = 'aws-sdk';

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** The service of a client's class, `S3Client` or `S3`. */
export function serviceOfClass(name: string): string {
  return letters(name.replace(/Client$/, ''));
}

/** The service of a package, `@aws-sdk/client-cloudwatch-logs`; null of other packages. */
export function serviceOfPackage(name: string): string | null {
  const [, service] = /^@aws-sdk\/client-([a-z\d-]{1,80})$/.exec(name) ?? [];
  return service === undefined ? null : letters(service);
}

/** Classes of the SDK's version 2 whose names differ from the service's id (`serviceId` in its `apis/*.min.json`). */
const NAMES_OF_VERSION_2 = new Map(
  `cognitoidentityserviceprovider=cognitoidentityprovider cur=costandusagereportservice
  discovery=applicationdiscoveryservice dms=databasemigrationservice elb=elasticloadbalancing
  elbv2=elasticloadbalancingv2 es=elasticsearchservice iotdata=iotdataplane lexruntime=lexruntimeservice
  stepfunctions=sfn transcribeservice=transcribe rdsdataservice=rdsdata forecastservice=forecast
  forecastqueryservice=forecastquery augmentedairuntime=sagemakera2iruntime
  kinesisvideosignalingchannels=kinesisvideosignaling`
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

/** The service of a class of version 2, `StepFunctions`, or of its identifier, `stepfunctions`. */
export function serviceOfVersion2(name: string): string {
  const id = letters(name);
  return NAMES_OF_VERSION_2.get(id) ?? id;
}

/** Operations of DynamoDB by their name in the document clients. */
const DOCUMENT_OPERATIONS = new Map([
  ['Get', 'GetItem'],
  ['Put', 'PutItem'],
  ['Update', 'UpdateItem'],
  ['Delete', 'DeleteItem'],
  ['BatchGet', 'BatchGetItem'],
  ['BatchWrite', 'BatchWriteItem'],
  ['TransactGet', 'TransactGetItems'],
  ['TransactWrite', 'TransactWriteItems'],
]);

export function documentOperation(name: string): string {
  return DOCUMENT_OPERATIONS.get(name) ?? name;
}

/** Names that methods of AWS's clients have, and hardly any other method. */
const LIKE_METHOD =
  /^(?:abort|add|admin|associate|assume|attach|batch|complete|confirm|copy|create|decrypt|delete|describe|detach|disable|enable|encrypt|execute|generate|get|head|initiate|invoke|list|modify|publish|put|receive|register|remove|restore|run|select|send|set|start|stop|tag|terminate|transact|untag|update)[A-Z]/;

/** Methods of dates, buffers, elements and the like. */
const OF_VALUES =
  /^(?:get|set)(?:Time|Date|Day|Year|Full|Hours|Minutes|Seconds|Milli|UTC|Attribute|Header|Int|Uint|Float|Big|Own|Prototype|Interval|Immediate|Random)|^copyWithin$|^executeSql$|(?:Listener|Reader|Writer)s?$/;

/** Whether a method's name may be that of an operation. */
export function isLikeMethod(name: string): boolean {
  return LIKE_METHOD.test(name) && !OF_VALUES.test(name);
}

/** `PutObject` of `putObject`. */
export function operationOfMethod(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** `putObject` of `PutObjectCommand`. */
export function methodOfCommand(name: string): string {
  const operation = name.replace(/Command$/, '');
  return operation.slice(0, 1).toLowerCase() + operation.slice(1);
}
