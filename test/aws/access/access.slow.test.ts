import { CreateAccountCommand, CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { expect, test } from 'vitest';
import { openAws, type AwsOptions } from '../../../src/aws/access/access.js';
import { listAccounts, listRegions } from '../../../src/aws/access/accounts.js';
import { readRoles } from '../../../src/aws/survey/roles.js';
import { openAwsAccount, OWN_ACCOUNT, ROLE_NAME } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { quickClock } from '../../support/quick-clock.js';

const aws = useAwsServer();
const MEMBER = '222222222222';

function open(more: Partial<AwsOptions> = {}) {
  const options = { endpoint: aws.server.url, region: 'eu-west-1', paceFactor: 1000, clock: quickClock() };
  return openAws({ ...options, ...more });
}

test('the account of the credentials is found out', async () => {
  const { own } = await open();
  expect(own).toMatchObject({ account: OWN_ACCOUNT, partition: 'aws' });
});

test.each(['http://aws.example.invalid/', 'http://10.0.0.1:4566/'])(
  '%s is not encrypted',
  async (endpoint) => {
    await expect(open({ endpoint })).rejects.toMatchObject({ code: 'config' });
  },
);

test('an unencrypted endpoint from the environment is refused too', async ({ onTestFinished }) => {
  process.env['AWS_ENDPOINT_URL'] = 'http://aws.example.invalid/';
  onTestFinished(() => void delete process.env['AWS_ENDPOINT_URL']);
  await expect(open({ endpoint: null })).rejects.toThrow(/credentials|encrypted/);
});

test('a member account is entered by its role and external id', async () => {
  const before = aws.server.requests.length;
  const opened = await open();
  const member = await opened.member(MEMBER, { name: 'audit/stowaway', externalId: 'e-1' });
  expect(member.account).toBe(MEMBER);
  await openAwsAccount(aws.server.url, 'eu-west-1', MEMBER);
  await readRoles(member);
  const made = aws.server.requests.slice(before).filter(({ account }) => account === MEMBER);
  expect(made.map(({ action }) => action)).toContain('iam:GetAccountAuthorizationDetails');
  expect(opened.calls.get('sts:AssumeRole')).toBe(1);
});

test('a role that may not be assumed is a refusal', async () => {
  aws.server.faults.push({ match: /AssumeRole/, status: 403, code: 'AccessDenied', times: 1 });
  const opened = await open();
  await expect(opened.member(MEMBER, { name: 'stowaway', externalId: null })).rejects.toMatchObject({
    kind: 'denied',
    action: 'sts:AssumeRole',
  });
});

test('enabled regions', async () => {
  const { own } = await open();
  expect(await listRegions(own)).toEqual(['eu-west-1', 'us-east-1']);
});

test('accounts outside of an organisation are a refusal', async () => {
  const code = 'AWSOrganizationsNotInUseException';
  aws.server.faults.push({ match: /ListAccounts/, status: 400, code, times: 1 });
  const { own } = await open();
  await expect(listAccounts(own)).rejects.toMatchObject({ kind: 'denied', code });
});

test('the accounts of an organisation', async () => {
  const { own } = await open();
  const client = await own.clients.organizations();
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  await client.send(new CreateAccountCommand({ AccountName: 'payments', Email: 'payments@example.invalid' }));
  const accounts = await listAccounts(own);
  expect(accounts).toHaveLength(2);
  expect(accounts).toContainEqual({ id: expect.stringMatching(/^\d{12}$/), name: 'payments', active: true });
});

test('roles with their policies; of conditions the keys alone', async () => {
  await openAwsAccount(aws.server.url, 'eu-west-1');
  const { own } = await open();
  const role = (await readRoles(own)).get(`arn:aws:iam::${OWN_ACCOUNT}:role/${ROLE_NAME}`);
  const policies = role?.policies.filter(({ name }) => name === 'buckets' || name === 'logs');
  expect(policies).toEqual([
    {
      name: 'buckets',
      kind: 'inline',
      arn: null,
      statements: [
        expect.objectContaining({
          effect: 'Allow',
          actions: ['s3:*'],
          conditions: ['StringEquals aws:PrincipalTag/secret'],
        }),
      ],
    },
    {
      name: 'logs',
      kind: 'managed',
      arn: `arn:aws:iam::${OWN_ACCOUNT}:policy/logs`,
      statements: [expect.objectContaining({ actions: ['logs:PutLogEvents'] })],
    },
  ]);
  expect(JSON.stringify(role)).not.toContain('do-not-keep');
});
