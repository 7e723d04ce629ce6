import { expect, test, vi } from 'vitest';
import { listRegions } from '../../src/aws/access/accounts.js';
import { openClients } from '../../src/aws/access/clients.js';
import { configuredRegion } from '../../src/aws/access/configured-region.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { fakeAccount } from '../support/fake-account.js';

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

/** Hosts that each client calls, seen just before a request would leave. */
async function hostsOf(region: string): Promise<readonly string[]> {
  const clients = openClients({ region, endpoint: null, agent: undefined, credentials });
  const [account, organizations, sts, lambda] = await Promise.all([
    clients.account(),
    clients.organizations(),
    clients.sts(),
    clients.lambda(region),
  ]);
  const { ListRegionsCommand } = await import('@aws-sdk/client-account');
  const { ListAccountsCommand } = await import('@aws-sdk/client-organizations');
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
  const hosts: string[] = [];
  const stop = () => (args: { readonly request: unknown }) => {
    hosts.push((args.request as { readonly hostname: string }).hostname);
    return Promise.reject(new Error('no request leaves a test'));
  };
  const options = { step: 'finalizeRequest', name: 'stop' } as const;
  for (const client of [account, organizations, sts, lambda])
    (client.middlewareStack as { add(stack: unknown, where: unknown): void }).add(stop, options);
  await Promise.allSettled([
    account.send(new ListRegionsCommand({})),
    organizations.send(new ListAccountsCommand({})),
    sts.send(new GetCallerIdentityCommand({})),
    lambda.send(new ListFunctionsCommand({})),
  ]);
  clients.close();
  return hosts.sort();
}

test('services of China are called in China', async () => {
  const hosts = await hostsOf('cn-north-1');
  expect(hosts).toHaveLength(4);
  expect(hosts.filter((host) => !host.endsWith('.amazonaws.com.cn'))).toEqual([]);
});

test('services of GovCloud are called in GovCloud', async () => {
  const hosts = (await hostsOf('us-gov-west-1')).filter((host) => !host.startsWith('account.'));
  expect(hosts).toHaveLength(3);
  expect(hosts.filter((host) => !host.includes('us-gov'))).toEqual([]);
});

test('where no call lists regions, all of the partition are swept', async () => {
  const { access, calls } = fakeAccount({}, 'aws-us-gov');
  expect(await listRegions(access)).toEqual(['us-gov-east-1', 'us-gov-west-1']);
  expect(calls).toEqual([]);
});

test("the region is the one that AWS's own configuration names", async () => {
  const folder = temporaryFolder();
  vi.stubEnv('AWS_CONFIG_FILE', `${folder}/config`);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', `${folder}/credentials`);
  vi.stubEnv('AWS_REGION', '');
  expect(await configuredRegion()).toBeNull();
  vi.stubEnv('AWS_REGION', 'cn-northwest-1');
  expect(await configuredRegion()).toBe('cn-northwest-1');
  vi.unstubAllEnvs();
});
