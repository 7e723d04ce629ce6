import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openAws } from '../../../src/aws/access/access.js';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { openAwsAccount } from '../../support/aws-account.js';
import { openAwsSources } from '../../support/aws-sources.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { noCallers } from '../../support/fake-account.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { quickClock } from '../../support/quick-clock.js';
import { buildZip } from '../../support/zip-builder.js';

vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const REGION = 'eu-west-1';

beforeAll(async () => {
  if (NO_MOTO !== null) return;
  const own = await openAwsAccount(aws.server.url, REGION);
  const sources = openAwsSources(aws.server.url, own);
  const zip = buildZip([{ name: 'index.js', content: 'exports.handler = 1' }]);
  const names = ['queue', 'own-queue', 'topic', 'bucket', 'rest', 'rest-iam', 'http', 'http-iam', 'balanced'];
  for (const name of names) await own.addFunction(name, zip);
  await sources.addOpenQueue('queue', 'open-jobs');
  await own.addQueue('own-queue', 'jobs');
  await sources.addOpenTopic('topic', 'open-news');
  await sources.addOpenBucket('bucket', 'open-uploads');
  await sources.addMethod('rest', 'NONE');
  await sources.addMethod('rest-iam', 'AWS_IAM');
  await sources.addRoute('http', 'NONE');
  await sources.addRoute('http-iam', 'AWS_IAM');
  await sources.addLoadBalancer('balanced', 'front');
}, 120_000);

async function survey() {
  const settings = { endpoint: aws.server.url, region: REGION, paceFactor: 1000, clock: quickClock() };
  const opened = await openAws(settings);
  aws.server.requests.length = 0;
  const { functions, gaps } = await surveyRegion(opened.own, REGION, noCallers());
  opened.close();
  const access = functions.map(({ name, triggers }) => [name, triggers.map((one) => one.access)]);
  return { access: Object.fromEntries(access) as Record<string, unknown>, gaps, functions };
}

describe('who may cause the events of sources', () => {
  test('is read from the account', async () => {
    const { access, gaps, functions } = await survey();
    expect(gaps).toEqual([]);
    expect(access).toEqual({
      queue: ['anyone'],
      'own-queue': ['service'],
      topic: ['anyone'],
      bucket: ['anyone'],
      rest: ['anyone'],
      'rest-iam': ['authenticated'],
      http: ['anyone'],
      'http-iam': ['authenticated'],
      balanced: ['anyone'],
    });
    // ARNs that led to the callers are not kept.
    expect(JSON.stringify(functions.map(({ triggers }) => triggers))).not.toContain('"source"');
  });

  test('is not known where calls are refused, and the functions are seen all the same', async () => {
    const refused = /(?:apigateway|sqs|sns|s3|elasticloadbalancing):/;
    aws.server.faults.push({ match: refused, status: 403, code: 'AccessDenied' });
    const { access, gaps } = await survey();
    aws.server.faults.length = 0;
    expect(new Set(Object.values(access).flat())).toEqual(new Set(['unknown']));
    expect(
      gaps.map(({ action, affectsCompleteness }) => `${action} ${affectsCompleteness}`).toSorted(),
    ).toEqual([
      'apigateway:GET false',
      'elasticloadbalancing:DescribeTargetGroups false',
      's3:GetBucketPolicy false',
      'sns:GetTopicAttributes false',
      'sqs:GetQueueAttributes false',
    ]);
  });

  test('is asked again when a call is throttled', async () => {
    aws.server.faults.push(
      { match: /sqs:GetQueue/, status: 400, code: 'RequestThrottled', times: 3 },
      { match: /s3:GetBucketPolicy/, status: 503, code: 'SlowDown', times: 3 },
    );
    const { access, gaps } = await survey();
    expect(gaps).toEqual([]);
    expect([access['queue'], access['bucket']]).toEqual([['anyone'], ['anyone']]);
  });
});
