import type { FunctionSettings, PlatformPermission, PolledSource } from '../model/index.js';

/** What needs of the platform depend on, beside the settings. */
export interface PlatformPlace {
  readonly region: string | null;
  readonly account: string | null;
}

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html and the pages of each event source.
const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const XRAY = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];
const VPC = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
const BROKER_VPC = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
];
const FILE_SYSTEM = ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'];

/** What polling an event source needs: on itself, and on everything. */
interface Poller {
  readonly own: readonly string[];
  readonly any: readonly string[];
}

const POLLERS: ReadonlyMap<string, Poller> = new Map<string, Poller>([
  ['sqs', { own: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], any: [] }],
  [
    'kinesis',
    {
      own: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
        'kinesis:SubscribeToShard',
      ],
      any: ['kinesis:ListStreams'],
    },
  ],
  [
    'dynamodb',
    {
      own: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      any: ['dynamodb:ListStreams'],
    },
  ],
  [
    'kafka',
    {
      own: [
        'kafka:DescribeCluster',
        'kafka:DescribeClusterV2',
        'kafka:GetBootstrapBrokers',
        'kafka-cluster:Connect',
        'kafka-cluster:DescribeGroup',
        'kafka-cluster:AlterGroup',
        'kafka-cluster:DescribeTopic',
        'kafka-cluster:ReadData',
        'kafka-cluster:DescribeClusterDynamicConfiguration',
      ],
      any: BROKER_VPC,
    },
  ],
  ['mq', { own: ['mq:DescribeBroker'], any: BROKER_VPC }],
  [
    'rds',
    {
      own: ['rds:DescribeDBClusters', 'rds:DescribeDBClusterParameters'],
      any: ['rds:DescribeDBSubnetGroups', ...BROKER_VPC],
    },
  ],
]);

/** What sending an event to a destination needs. */
const SENDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['sqs', ['sqs:SendMessage']],
  ['sns', ['sns:Publish']],
  ['lambda', ['lambda:InvokeFunction']],
  ['events', ['events:PutEvents']],
  ['s3', ['s3:PutObject']],
]);

/** What AWS's own layers do by themselves. */
const LAYERS: ReadonlyMap<string, { readonly actions: readonly string[]; readonly logGroup: string | null }> =
  new Map([
    ['LambdaInsightsExtension', { actions: LOGS, logGroup: '/aws/lambda-insights' }],
    [
      'AWS-AppConfig-Extension',
      {
        actions: ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration'],
        logGroup: null,
      },
    ],
  ]);

function need(actions: readonly string[], resource: string, reason: string): PlatformPermission[] {
  return actions.map((action) => ({ action, resource, reason }));
}

function serviceOfArn(arn: string): string {
  return arn.split(':', 3)[2] ?? '';
}

/** The name at the end of an ARN, without its type: `table/Orders/stream/2026` → `Orders`. */
function nameOfArn(arn: string): string {
  const rest = arn.split(':').slice(5).join(':');
  return (
    /^(?:table|stream|cluster|broker|file-system|access-point)[/:]([^/:]{1,300})/.exec(rest)?.[1] ?? rest
  );
}

function logsOf({ functionName, logGroup }: FunctionSettings, place: string): PlatformPermission[] {
  const group = logGroup ?? `/aws/lambda/${functionName ?? '*'}`;
  return need(LOGS, `arn:aws:logs:${place}:log-group:${group}:*`, 'logs');
}

function pollerOf({ arn, secret }: PolledSource): PlatformPermission[] {
  const service = serviceOfArn(arn);
  const { own, any } = POLLERS.get(service) ?? { own: [], any: service === '' ? BROKER_VPC : [] };
  const reason = `events of ${service} ${nameOfArn(arn)}`;
  // Permissions for topics and groups are on ARNs of their own below the cluster's name.
  const cluster = own.filter((action) => action.startsWith('kafka-cluster:'));
  const rest = own.filter((action) => !action.startsWith('kafka-cluster:'));
  return [
    ...need(rest, arn, reason),
    ...need(cluster, arn.replace(/:cluster\/([^/]{1,300}).*$/, ':*/$1/*'), reason),
    ...need(any, '*', reason),
    ...(secret === null ? [] : need(['secretsmanager:GetSecretValue'], secret, reason)),
  ];
}

function destinationOf(arn: string): PlatformPermission[] {
  const service = serviceOfArn(arn);
  const resource = service === 's3' ? `${arn}/*` : arn;
  return need(SENDERS.get(service) ?? [], resource, `destination ${service} ${nameOfArn(arn)}`);
}

function layersOf({ awsLayers }: FunctionSettings, place: string): PlatformPermission[] {
  return awsLayers.flatMap((layer) => {
    const { actions, logGroup } = LAYERS.get(layer) ?? { actions: [], logGroup: null };
    const resource = logGroup === null ? '*' : `arn:aws:logs:${place}:log-group:${logGroup}:*`;
    return need(actions, resource, `layer ${layer}`);
  });
}

function keysOf({ encrypted, polled, destinations }: FunctionSettings): PlatformPermission[] {
  return (encrypted ?? []).flatMap(({ resource, key }) => {
    const isPolled = polled.some(({ arn }) => arn === resource || arn.startsWith(`${resource}/`));
    const isSentTo = destinations.includes(resource);
    const reason = `key of ${serviceOfArn(resource)} ${nameOfArn(resource)}`;
    if (isSentTo) return need(['kms:Decrypt', 'kms:GenerateDataKey'], key, reason);
    return isPolled ? need(['kms:Decrypt'], key, reason) : [];
  });
}

/** The permissions that a function's settings need, whatever its code does; each once. */
export function platformNeeds(
  settings: FunctionSettings,
  { region, account }: PlatformPlace,
): PlatformPermission[] {
  const place = `${region ?? '<region>'}:${account ?? '<account>'}`;
  const { environmentKey, fileSystems, vpc, tracing, polled, destinations } = settings;
  const needs = [
    ...logsOf(settings, place),
    ...(tracing ? need(XRAY, '*', 'X-Ray') : []),
    ...(vpc ? need(VPC, '*', 'VPC') : []),
    ...polled.flatMap(pollerOf),
    ...destinations.flatMap(destinationOf),
    ...(fileSystems.length > 0
      ? need(FILE_SYSTEM, `arn:aws:elasticfilesystem:${place}:file-system/*`, 'file system')
      : []),
    ...(environmentKey === null ? [] : need(['kms:Decrypt'], environmentKey, 'key of the environment')),
    ...layersOf(settings, place),
    ...keysOf(settings),
  ];
  return [...new Map(needs.map((one) => [`${one.action} ${one.resource}`, one])).values()];
}

const SENDING = [...SENDERS.values()].flat();

/** Actions that settings may need which are not known: those of destinations and keys, or those of any setting. */
export function possiblePlatformActions(settings: FunctionSettings | null): ReadonlySet<string> {
  const keys = ['kms:Decrypt', 'kms:GenerateDataKey'];
  if (settings)
    return new Set([
      ...(settings.destinationsKnown ? [] : SENDING),
      ...(settings.encrypted === null ? keys : []),
    ]);
  const polled = [...POLLERS.values()].flatMap(({ own, any }) => [...own, ...any]);
  const layers = [...LAYERS.values()].flatMap(({ actions }) => actions);
  const secrets = ['secretsmanager:GetSecretValue'];
  return new Set([
    ...LOGS,
    ...XRAY,
    ...VPC,
    ...FILE_SYSTEM,
    ...polled,
    ...SENDING,
    ...layers,
    ...keys,
    ...secrets,
  ]);
}
