import type { Sink } from './sinks.js';

/** What a sweep calls in an account that it looks at; all of it only reads. */
const IN_EVERY_ACCOUNT = [
  'account:ListRegions',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'iam:GetAccountAuthorizationDetails',
  'lambda:GetFunction',
  'lambda:GetLayerVersion',
  'lambda:GetPolicy',
  'lambda:ListAliases',
  'lambda:ListEventSourceMappings',
  'lambda:ListFunctionUrlConfigs',
  'lambda:ListFunctions',
  'lambda:ListProvisionedConcurrencyConfigs',
];

/** The account that a sweep starts in: with no account named it is the only one, else it enters others. */
export interface PolicyWishes {
  readonly organization: boolean;
  /** Name of the members' role; null: only this account is looked at. */
  readonly role: string | null;
  /** A tag says whose a function is. */
  readonly tags?: boolean;
  /** Who is told what is found. */
  readonly sinks?: readonly Pick<Sink, 'kind' | 'id'>[];
}

function statement(sid: string, actions: readonly string[], resource = '*') {
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resource };
}

/**
 * The smallest policy that lets a sweep see everything, and tell it. sts:GetCallerIdentity needs no permission.
 * @returns a policy document, as JSON.
 */
export function sweepPolicy({ organization, role, tags = false, sinks = [] }: PolicyWishes): string {
  const topics = sinks.filter(({ kind }) => kind === 'sns').map(({ id }) => id.slice('sns='.length));
  const statements = [
    statement('ReadDeployedFunctions', [...IN_EVERY_ACCOUNT, ...(tags ? ['tag:GetResources'] : [])]),
    ...topics.map((topic, at) => statement(`TellTopic${at || ''}`, ['sns:Publish'], topic)),
    ...(sinks.some(({ kind }) => kind === 'securityhub')
      ? [
          statement(
            'ImportFindings',
            ['securityhub:BatchImportFindings'],
            'arn:aws:securityhub:*:*:product/*/default',
          ),
        ]
      : []),
    ...(organization ? [statement('ListAccounts', ['organizations:ListAccounts'])] : []),
    ...(role === null ? [] : [statement('EnterMembers', ['sts:AssumeRole'], `arn:aws:iam::*:role/${role}`)]),
  ];
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
}
