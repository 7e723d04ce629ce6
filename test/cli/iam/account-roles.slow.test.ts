import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { runSweep } from '../../../src/sweep/index.js';
import type { AccountPermissions } from '../../../src/sweep/index.js';
import { openAwsAccount, OWN_ACCOUNT } from '../../support/aws-account.js';
import { useAwsServer } from '../../support/aws-tests.js';
import { NO_MOTO } from '../../support/moto-process.js';
import { PROJECT } from '../../support/project-files.js';
import { useStores } from '../../support/stores.js';
import { sweepOptions } from '../../support/sweep-options.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { buildZip } from '../../support/zip-builder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newStore = useStores('folder');
let store = '';

const READS = `
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');
exports.handler = (event) => new DynamoDBClient({}).send(new GetItemCommand({ TableName: 'orders', Key: event.key }));`;

beforeAll(async () => {
  if (NO_MOTO !== null) return;
  const own = await openAwsAccount(aws.server.url, 'eu-west-1');
  await own.addFunction('reads', buildZip([{ name: 'index.js', content: READS }]), {
    Environment: { Variables: { TOKEN: 'hunter2' } },
  });
  await own.addFunction('idle', buildZip([{ name: 'index.js', content: 'exports.handler = () => 1;' }]));
  store = newStore();
  const scope = {
    organization: false,
    accounts: [],
    regions: ['eu-west-1'],
    role: { name: 'audit', externalId: null },
  };
  await runSweep(sweepOptions(aws.server.url, store, { scope }));
}, 120_000);

function iam(...args: readonly string[]) {
  const home = temporaryFolder();
  return spawnSync(process.execPath, [join(PROJECT, 'dist/cli/main.js'), 'iam', ...args], {
    encoding: 'utf8',
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, STOWAWAY_STORE: store },
  });
}

test('what the functions of a sweep need, what their role grants, and the excess', () => {
  const { stdout, status } = iam('--account', '--format', 'json');
  const { counts, roles } = JSON.parse(stdout) as AccountPermissions;
  expect(counts).toMatchObject({ roles: 1, functions: 2, excessive: 1, shared: 1, unknownFunctions: 0 });
  const [role] = roles;
  expect(role?.role).toBe(`arn:aws:iam::${OWN_ACCOUNT}:role/function-role`);
  const needs = role?.functions.map(({ name, needs: own }) => [name, own?.needed]);
  expect(needs).toEqual([
    ['idle', []],
    [
      'reads',
      [
        {
          action: 'dynamodb:GetItem',
          resource: `arn:aws:dynamodb:eu-west-1:${OWN_ACCOUNT}:table/orders`,
          place: { path: 'index.js', line: 3, column: expect.any(Number) as number },
        },
      ],
    ],
  ]);
  expect(role?.granted).toContainEqual(expect.objectContaining({ action: 's3:*', effect: 'Allow' }));
  expect(role?.worst[0]).toEqual({ action: 's3:DeleteBucket', harm: 4 });
  expect(role?.findings.map(({ rule }) => rule)).toContain('shared-role');
  expect(stdout).not.toContain('hunter2');
  expect(stdout).not.toContain('do-not-keep');
  expect(status).toBe(0);
});

test.each([
  [['--account', OWN_ACCOUNT, '--check'], /reads \(eu-west-1\) needs dynamodb:GetItem/, 1],
  [['--account', '--function', 'no-such'], /0 roles of 0 functions/, 3],
  [['--account', '999999999999'], /0 roles/, 3],
  [['--account', '1'], /12 digits/, 2],
  [['--account', '--format', 'sam'], /cannot be printed as sam/, 2],
  [['--region', 'eu-west-1', 'x.zip'], /choose roles of swept accounts/, 2],
  [[], /No target is given/, 2],
])('iam %j', (args, words, code) => {
  const { stdout, stderr, status } = iam(...args);
  expect(`${stdout}${stderr}`).toMatch(words);
  expect(status).toBe(code);
});
