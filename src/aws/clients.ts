import type { AccountClient } from '@aws-sdk/client-account';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { requireSafeAddress } from './endpoint.js';

/** Clients of one account; each is made when it is first asked for. */
export interface Clients {
  lambda(region: string): Promise<LambdaClient>;
  ecr(region: string): Promise<ECRClient>;
  iam(): Promise<IAMClient>;
  sts(): Promise<STSClient>;
  organizations(): Promise<OrganizationsClient>;
  account(): Promise<AccountClient>;
  close(): void;
}

export interface ClientOptions {
  /** For the services that have no region of their own. */
  readonly region: string;
  /** Of all services; null: those of AWS, or what its configuration names. */
  readonly endpoint: string | null;
  /** Undefined: those that AWS's own tools would use here. */
  readonly credentials?: NonNullable<STSClientConfig['credentials']>;
}

const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 30_000 };

interface Guardable {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
  };
  destroy(): void;
}

interface RequestArguments {
  readonly request: { readonly protocol: string; readonly hostname: string };
}

/** Wherever the address came from (option, variable, profile): no request leaves for one that is not safe. */
function guard<T extends Guardable>(client: T): T {
  const check = (next: (args: RequestArguments) => unknown) => (args: RequestArguments) => {
    requireSafeAddress(args.request);
    return next(args);
  };
  client.middlewareStack.add(check, { step: 'build', name: 'stowawaySafeAddress' });
  return client;
}

/** Clients for one set of credentials. The caller decides about retries, so they make none. */
export function openClients({ region: home, endpoint, credentials }: ClientOptions): Clients {
  const made = new Map<string, Promise<Guardable>>();
  const configOf = (region: string) => ({
    region,
    maxAttempts: 1,
    requestHandler: TIMEOUTS,
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials ? { credentials } : {}),
  });
  function once<T extends Guardable>(key: string, make: () => Promise<T>): Promise<T> {
    const client = (made.get(key) as Promise<T> | undefined) ?? make().then(guard);
    made.set(key, client);
    return client;
  }
  return {
    lambda: (region) =>
      once(`lambda ${region}`, async () => {
        const { LambdaClient: Client } = await import('@aws-sdk/client-lambda');
        return new Client(configOf(region));
      }),
    ecr: (region) =>
      once(`ecr ${region}`, async () => {
        const { ECRClient: Client } = await import('@aws-sdk/client-ecr');
        return new Client(configOf(region));
      }),
    iam: () => once('iam', async () => new (await import('@aws-sdk/client-iam')).IAMClient(configOf(home))),
    sts: () => once('sts', async () => new (await import('@aws-sdk/client-sts')).STSClient(configOf(home))),
    organizations: () =>
      once('organizations', async () => {
        const { OrganizationsClient: Client } = await import('@aws-sdk/client-organizations');
        return new Client(configOf(home));
      }),
    account: () =>
      once('account', async () => {
        const { AccountClient: Client } = await import('@aws-sdk/client-account');
        return new Client(configOf(home));
      }),
    close() {
      for (const client of made.values()) client.then((one) => one.destroy()).catch(() => undefined);
    },
  };
}
