import { beforeAll, expect, test } from 'vitest';
import { openAws } from '../../../src/aws/access/access.js';
import { listVersions } from '../../../src/aws/survey/list-functions.js';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { readTags } from '../../../src/aws/survey/tags.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { openAwsAccount, OWN_ACCOUNT } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { quickClock } from '../../support/quick-clock.js';
import { noCallers } from '../../support/fake-account.js';
import { buildZip } from '../../support/zip-builder.js';

const aws = useAwsServer();
const REGION = 'eu-west-1';

function zipOf(text: string): Buffer {
  return buildZip([{ name: 'index.js', content: text }]);
}

beforeAll(async () => {
  if (NO_MOTO !== null) return;
  const account = await openAwsAccount(aws.server.url, REGION);
  const layer = await account.addLayer('shared', zipOf('layer'));
  await account.addFunction('orders', zipOf('orders'), {
    Layers: [layer],
    Environment: { Variables: { TOKEN: 'hunter2', NODE_OPTIONS: '--require /opt/hook.js' } },
  });
  await account.publish('orders', 'live');
  await account.updateFunction('orders', zipOf('orders, later'));
  await account.publish('orders', 'next');
  await account.addUrl('orders');
  await account.addFunction('worker', zipOf('worker'), { Tags: { Owner: 'team-a', secret: 'hunter2' } });
  await account.addQueue('worker', 'jobs');
  await account.allowService('worker', 's3.amazonaws.com', 'arn:aws:s3:::uploads');
  for (let count = 0; count < 60; count += 1) await account.addFunction(`many-${count}`, zipOf('many'));
}, 120_000);

async function survey() {
  const opened = await openAws({
    endpoint: aws.server.url,
    region: REGION,
    paceFactor: 1000,
    clock: quickClock(),
  });
  const found = await surveyRegion(opened.own, REGION, noCallers());
  opened.close();
  return found;
}

test('every function is listed, over pages', async () => {
  const { functions, listed, gaps } = await survey();
  expect(listed).toBe(true);
  expect(gaps).toEqual([]);
  expect(functions).toHaveLength(62);
  const before = aws.server.requests.length;
  const { own } = await openAws({
    endpoint: aws.server.url,
    region: REGION,
    paceFactor: 1000,
    clock: quickClock(),
  });
  expect(await listVersions(own, REGION)).toHaveLength(64);
  const pages = aws.server.requests.slice(before).filter(({ action }) => action === 'lambda:ListFunctions');
  expect(pages).toHaveLength(2);
});

test('versions, aliases, layers, variables and triggers are reported; values of variables are not', async () => {
  const { functions } = await survey();
  const orders = functions.find(({ name }) => name === 'orders');
  expect(orders).toMatchObject({
    arn: `arn:aws:lambda:${REGION}:${OWN_ACCOUNT}:function:orders`,
    reachable: ['$LATEST', '1', '2'],
    triggers: [{ type: 'http', detail: 'function URL, open to everybody' }],
  });
  expect(orders?.versions.map(({ version }) => version).sort()).toEqual(['$LATEST', '1', '2']);
  const latest = orders?.versions.find(({ version }) => version === '$LATEST');
  expect(latest).toMatchObject({
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    packageType: 'zip',
    environment: ['NODE_OPTIONS', 'TOKEN'],
    environmentHooks: [{ name: 'NODE_OPTIONS', code: 'layer' }],
    layers: [`arn:aws:lambda:${REGION}:${OWN_ACCOUNT}:layer:shared:1`],
  });
  expect(JSON.stringify(functions)).not.toContain('hunter2');
});

test('event sources and services that may call are triggers', async () => {
  const { functions } = await survey();
  expect(functions.find(({ name }) => name === 'worker')?.triggers).toEqual([
    expect.objectContaining({ type: 'queue', detail: 'jobs', access: 'service' }),
    // No bucket of this account.
    expect.objectContaining({ type: 'storage', detail: 'uploads', access: 'unknown' }),
  ]);
});

test('a region whose functions may not be listed is not an empty one', async () => {
  aws.server.faults.push({ match: /ListFunctions/, status: 403, code: 'AccessDeniedException', times: 1 });
  const { functions, listed, gaps } = await survey();
  expect(listed).toBe(false);
  expect(functions).toEqual([]);
  expect(gaps).toEqual([
    expect.objectContaining({ region: REGION, action: 'lambda:ListFunctions', status: 'denied' }),
  ]);
});

test('a denied call for one function is a gap of that function', async () => {
  aws.server.faults.push({
    match: /GetPolicy .*\/worker\//,
    status: 403,
    code: 'AccessDeniedException',
    times: 1,
  });
  const { functions, gaps } = await survey();
  expect(gaps).toEqual([
    expect.objectContaining({
      resource: `arn:aws:lambda:${REGION}:${OWN_ACCOUNT}:function:worker`,
      action: 'lambda:GetPolicy',
    }),
  ]);
  expect(functions).toHaveLength(62);
});

test('throttled calls are made again', async () => {
  aws.server.faults.push({ match: /GetPolicy/, status: 429, code: 'TooManyRequestsException', times: 40 });
  const { functions, gaps } = await survey();
  expect(gaps).toEqual([]);
  expect(functions.find(({ name }) => name === 'worker')?.triggers).toHaveLength(2);
});

test('whose functions are is read by one tag, with one call for all', async () => {
  const opened = await openAws({
    endpoint: aws.server.url,
    region: REGION,
    paceFactor: 1000,
    clock: quickClock(),
  });
  aws.server.requests.length = 0;
  const tags = await readTags(opened.own, REGION, 'Owner');
  opened.close();
  expect([...tags]).toEqual([[`arn:aws:lambda:${REGION}:${OWN_ACCOUNT}:function:worker`, 'team-a']]);
  expect(aws.server.requests.map(({ action }) => action)).toEqual(['tag:GetResources']);
});
