import { expect, test } from 'vitest';
import { openAws } from '../../src/aws/access/access.js';
import { importFindings, publishMessage } from '../../src/aws/send-findings.js';
import { OWN_ACCOUNT } from '../support/aws-account.js';
import { useAwsServer } from '../support/aws-tests.js';
import { quickClock } from '../support/quick-clock.js';

const aws = useAwsServer();
const REGION = 'eu-west-1';

async function own() {
  const settings = { endpoint: aws.server.url, region: REGION, paceFactor: 1000, clock: quickClock() };
  return (await openAws(settings)).own;
}

function finding(number: number, title = 'x') {
  const at = '2026-06-01T00:00:00Z';
  return {
    Id: `f${number}`,
    SchemaVersion: '2018-10-08',
    ProductArn: `arn:aws:securityhub:${REGION}:${OWN_ACCOUNT}:product/${OWN_ACCOUNT}/default`,
    GeneratorId: 'x',
    AwsAccountId: OWN_ACCOUNT,
    Types: ['x/y/z'],
    CreatedAt: at,
    UpdatedAt: at,
    Severity: { Label: 'HIGH' },
    Title: title,
    Description: 'x',
    Resources: [{ Type: 'Other', Id: 'x' }],
  };
}

test('findings are imported a hundred at a time', async () => {
  const access = await own();
  aws.server.requests.length = 0;
  await importFindings(
    access,
    REGION,
    Array.from({ length: 201 }, (_, number) => finding(number)),
  );
  const calls = aws.server.requests.filter(({ action }) => action === 'securityhub:BatchImportFindings');
  expect(calls.map(({ region }) => region)).toEqual([REGION, REGION, REGION]);
});

test('a refused finding is reported with its error code', async () => {
  const match = /BatchImportFindings|sns:Publish/;
  aws.server.faults.push({ match, status: 403, code: 'AccessDeniedException' });
  const access = await own();
  const denied = { kind: 'denied', code: 'AccessDeniedException' };
  await expect(importFindings(access, REGION, [finding(1)])).rejects.toMatchObject(denied);
  const message = { topic: `arn:aws:sns:${REGION}:${OWN_ACCOUNT}:x`, id: 'i', title: 't', text: 'x' };
  await expect(publishMessage(access, message)).rejects.toMatchObject(denied);
  aws.server.faults.pop();
});
