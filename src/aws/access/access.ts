import type { Agent } from 'node:https';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import { ScanError } from '../../model/index.js';
import { openCaller, type CallerOptions } from './caller.js';
import { openClients, type Clients } from './clients.js';
import { requireSafeAddress } from './endpoint.js';
import { Refusal } from './refusal.js';
import { requireSdk } from './require-sdk.js';

/** One account, as we may look at it. */
export interface AccountAccess {
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly clients: Clients;
  /** Region of the calls that have none of their own. */
  readonly home: string;
  /** How encrypted connections are made; undefined: directly. */
  readonly agent: Agent | undefined;
  /** @throws Refusal */
  readonly call: <T>(region: string, action: string, send: () => Promise<T>) => Promise<T>;
}

export interface MemberRole {
  /** Name, with its path, of the role that every member account has. */
  readonly name: string;
  readonly externalId: string | null;
}

export interface AwsOptions extends CallerOptions {
  readonly region: string;
  /** Of all services, for tests and private networks; null: AWS's own. */
  readonly endpoint: string | null;
  /** How encrypted connections are made; without: directly. */
  readonly agent?: Agent;
}

export interface Aws {
  /** The account whose credentials we were started with. */
  readonly own: AccountAccess;
  /** Another account, by its role. @throws Refusal */
  member(account: string, role: MemberRole): Promise<AccountAccess>;
  /** Calls made so far, by action. */
  readonly calls: ReadonlyMap<string, number>;
  close(): void;
}

type Credentials = NonNullable<STSClientConfig['credentials']>;

const SESSION_NAME = 'stowaway-sweep';

function noCredentials(cause: unknown): ScanError {
  return new ScanError('config', "AWS's credentials cannot be used here.", {
    hint: 'Set them as for the AWS command line: by a profile, variables or the role of this machine. For an account in China or GovCloud set AWS_REGION, or give --home-region.',
    cause,
  });
}

/** The caller's identity. */
async function identityOf(access: Omit<AccountAccess, 'account' | 'partition'>): Promise<[string, string]> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = await access.clients.sts();
  try {
    const { Account = '', Arn = '' } = await access.call(access.home, 'sts:GetCallerIdentity', () =>
      client.send(new GetCallerIdentityCommand({})),
    );
    return [Account, Arn.split(':')[1] ?? 'aws'];
  } catch (error) {
    if (error instanceof Refusal) throw noCredentials(error);
    throw error;
  }
}

/** Credentials of a role, renewed by the SDK when they expire. */
function roleCredentials({ clients, partition, ...own }: AccountAccess, account: string, role: MemberRole) {
  return async () => {
    const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const client = await clients.sts();
    const { Credentials: given } = await own.call(own.home, 'sts:AssumeRole', () =>
      client.send(
        new AssumeRoleCommand({
          RoleArn: `arn:${partition}:iam::${account}:role/${role.name}`,
          RoleSessionName: SESSION_NAME,
          ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
        }),
      ),
    );
    return {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
      ...(given?.Expiration ? { expiration: given.Expiration } : {}),
    };
  };
}

/**
 * Opens AWS with the credentials that its own tools would use here.
 * @throws ScanError `config` when the SDK or credentials are missing, or an endpoint is not encrypted.
 */
export async function openAws(options: AwsOptions): Promise<Aws> {
  const { region: home, endpoint, agent } = options;
  if (endpoint !== null) requireSafeAddress(new URL(endpoint));
  await requireSdk();
  const caller = openCaller(options);
  const opened: Clients[] = [];
  function clientsWith(credentials?: Credentials): Clients {
    const clients = openClients({ region: home, endpoint, agent, ...(credentials ? { credentials } : {}) });
    opened.push(clients);
    return clients;
  }
  function accessTo(account: string, partition: string, clients: Clients): AccountAccess {
    const call: AccountAccess['call'] = (region, action, send) =>
      caller.call({ account, region }, action, send);
    return { account, partition, clients, home, agent, call };
  }
  const [account, partition] = await identityOf(accessTo('', '', clientsWith()));
  const own = accessTo(account, partition, clientsWith());
  return {
    own,
    async member(id, role) {
      const provide = roleCredentials(own, id, role);
      const first = await provide();
      let unused: typeof first | null = first;
      const credentials = async () => {
        const given = unused ?? (await provide());
        unused = null;
        return given;
      };
      return accessTo(id, partition, clientsWith(credentials));
    },
    calls: caller.counts,
    close() {
      for (const clients of opened) clients.close();
    },
  };
}
