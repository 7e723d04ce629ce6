import type { Sink } from './notify/sinks.js';

/** Domain of each partition's services, by partition. Source: `endpoints.json` of botocore. */
export const PARTITION_DOMAINS: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
  ['aws-eusc', 'amazonaws.eu'],
]);

/** Calls of a sweep in an account that it surveys; all of them only read. */
const IN_EVERY_ACCOUNT = [
  'account:ListRegions',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'iam:GetAccountAuthorizationDetails',
  'lambda:GetFunction',
  'lambda:GetLayerVersion',
  'lambda:GetPolicy',
  'lambda:ListAliases',
  'lambda:ListCodeSigningConfigs',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctionEventInvokeConfigs',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListFunctions',
  'lambda:ListFunctionsByCodeSigningConfig',
  'lambda:ListProvisionedConcurrencyConfigs',
];

/**
 * Calls that find out who may cause the events of sources, and what policies of resources grant to roles; without them both stay unknown. All of
 * them only read.
 */
const ABOUT_SOURCES = [
  'dynamodb:GetResourcePolicy',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetGroups',
  'kms:GetKeyPolicy',
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:GetBucketPublicAccessBlock',
  'secretsmanager:GetResourcePolicy',
  'sns:GetTopicAttributes',
  'sqs:GetQueueAttributes',
];

/** The account that a sweep starts in: with no account named it is the only one, else it assumes roles in others. */
export interface PolicyWishes {
  readonly organization: boolean;
  /** Name of the members' role; null: only this account is looked at. */
  readonly role: string | null;
  /** A tag names the owner of a function. */
  readonly tags?: boolean;
  /** `aws`, `aws-cn`, `aws-us-gov`; without: `aws`. */
  readonly partition?: string;
  /** The sinks of findings. */
  readonly sinks?: readonly Pick<Sink, 'kind' | 'id'>[];
}

function statement(sid: string, actions: readonly string[], resource: string | readonly string[] = '*') {
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resource };
}

/** Lambda decrypts code and variables that are under a key of the customer's in the name of the caller. */
function decryptStatement(partition: string) {
  const service = `lambda.*.${PARTITION_DOMAINS.get(partition) ?? ''}`;
  const condition = { StringLike: { 'kms:ViaService': service } };
  return { ...statement('DecryptByLambda', ['kms:Decrypt']), Condition: condition };
}

/** APIs and their parts alone: on all resources the action would show API keys. */
function apiStatement(partition: string) {
  const parts = ['apis', 'restapis'].map((kind) => `arn:${partition}:apigateway:*::/${kind}/*`);
  return statement('ReadCallersOfApis', ['apigateway:GET'], parts);
}

/** Notes that an IAM policy cannot contain. */
export const POLICY_NOTES: readonly string[] = [
  'kms:Decrypt is used by Lambda alone, for code and variables under a customer managed key. The policy of the key has to allow it too.',
  'A service control policy may deny what this policy allows. Exempt the role there, or name the regions that are allowed with --region.',
  'A stack set of the organisation leaves out its management account. Deploy the role there by a stack of its own.',
];

/**
 * The smallest policy that lets a sweep see everything and send its notices. sts:GetCallerIdentity needs no permission.
 * @returns a policy document, as JSON.
 */
export function sweepPolicy(wishes: PolicyWishes): string {
  const { organization, role, tags = false, sinks = [], partition = 'aws' } = wishes;
  const topics = sinks.filter(({ kind }) => kind === 'sns').map(({ id }) => id.slice('sns='.length));
  const statements = [
    statement('ReadDeployedFunctions', [...IN_EVERY_ACCOUNT, ...(tags ? ['tag:GetResources'] : [])]),
    statement('ReadPoliciesOfResources', ABOUT_SOURCES),
    apiStatement(partition),
    decryptStatement(partition),
    ...topics.map((topic, at) => statement(`TellTopic${at || ''}`, ['sns:Publish'], topic)),
    ...(sinks.some(({ kind }) => kind === 'securityhub')
      ? [
          statement(
            'ImportFindings',
            ['securityhub:BatchImportFindings'],
            `arn:${partition}:securityhub:*:*:product/*/default`,
          ),
        ]
      : []),
    ...(organization ? [statement('ListAccounts', ['organizations:ListAccounts'])] : []),
    ...(role === null
      ? []
      : [statement('EnterMembers', ['sts:AssumeRole'], `arn:${partition}:iam::*:role/${role}`)]),
  ];
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
}
