import type {
  AliasConfiguration,
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  FunctionEventInvokeConfig,
  FunctionUrlConfig,
} from '@aws-sdk/client-lambda';
import type { AccountAccess } from '../../src/aws/access/access.js';
import { refusalOf } from '../../src/aws/access/refusal.js';
import type { KnownCallers } from '../../src/aws/survey/survey-region.js';

export const FAKE_ACCOUNT = '123456789012';

/** Functions of Lambda in a region. */
export interface FakeRegion {
  readonly functions?: readonly FunctionConfiguration[];
  /** Response to a listing with MasterRegion. */
  readonly copies?: readonly FunctionConfiguration[];
  /** By name of their function. */
  readonly aliases?: Readonly<Record<string, readonly AliasConfiguration[]>>;
  /** Statements of policies, by `name` or `name:qualifier`. */
  readonly policies?: Readonly<Record<string, readonly object[]>>;
  readonly sources?: readonly EventSourceMappingConfiguration[];
  readonly urls?: Readonly<Record<string, readonly FunctionUrlConfig[]>>;
  /** ARNs that have provisioned concurrency, by name of their function. */
  readonly provisioned?: Readonly<Record<string, readonly string[]>>;
  /** Configurations of asynchronous calls, by name of their function. */
  readonly invokes?: Readonly<Record<string, readonly FunctionEventInvokeConfig[]>>;
  /** ARNs of functions, by ARN of the configuration that makes signing their duty. */
  readonly signed?: Readonly<Record<string, readonly string[]>>;
  /** Reserved concurrency, by name of the function. */
  readonly concurrency?: Readonly<Record<string, number>>;
  /** AWS's word for why an action is refused, by action and, after a space, qualifier. */
  readonly refused?: Readonly<Record<string, string>>;
}

interface Input {
  readonly FunctionName?: string;
  readonly Qualifier?: string;
  readonly MasterRegion?: string;
  readonly FunctionVersion?: string;
  readonly Marker?: string;
  readonly CodeSigningConfigArn?: string;
}

function failed(name: string): Error {
  return Object.assign(new Error(name), { name });
}

const PAGE = 50;

function paged(key: string, items: readonly unknown[], { Marker = '0' }: Input) {
  const from = Number(Marker);
  const next = from + PAGE < items.length ? { NextMarker: String(from + PAGE) } : {};
  return { [key]: items.slice(from, from + PAGE), ...next };
}

/** Responses of Lambda, which accepts MasterRegion only with FunctionVersion=ALL. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const ANSWERS: Readonly<Record<string, (region: FakeRegion, input: Input) => object>> = {
  ListFunctions({ functions = [], copies = [] }, input) {
    if (input.MasterRegion === undefined) return paged('Functions', functions, input);
    if (input.FunctionVersion !== 'ALL') throw failed('InvalidParameterValueException');
    return paged('Functions', copies, input);
  },
  ListAliases: ({ aliases = {} }, input) => paged('Aliases', aliases[input.FunctionName ?? ''] ?? [], input),
  ListEventSourceMappings: ({ sources = [] }, input) => paged('EventSourceMappings', sources, input),
  ListFunctionUrlConfigs: ({ urls = {} }, input) =>
    paged('FunctionUrlConfigs', urls[input.FunctionName ?? ''] ?? [], input),
  ListFunctionEventInvokeConfigs: ({ invokes = {} }, input) =>
    paged('FunctionEventInvokeConfigs', invokes[input.FunctionName ?? ''] ?? [], input),
  ListCodeSigningConfigs: ({ signed = {} }, input) =>
    paged(
      'CodeSigningConfigs',
      Object.keys(signed).map((CodeSigningConfigArn) => ({ CodeSigningConfigArn })),
      input,
    ),
  ListFunctionsByCodeSigningConfig: ({ signed = {} }, input) =>
    paged('FunctionArns', signed[input.CodeSigningConfigArn ?? ''] ?? [], input),
  GetFunction({ concurrency = {} }, { FunctionName = '' }) {
    const reserved = concurrency[FunctionName];
    return reserved === undefined ? {} : { Concurrency: { ReservedConcurrentExecutions: reserved } };
  },
  ListProvisionedConcurrencyConfigs: ({ provisioned = {} }, input) =>
    paged(
      'ProvisionedConcurrencyConfigs',
      (provisioned[input.FunctionName ?? ''] ?? []).map((FunctionArn) => ({ FunctionArn })),
      input,
    ),
  GetPolicy({ policies = {} }, { FunctionName = '', Qualifier }) {
    const found = policies[Qualifier === undefined ? FunctionName : `${FunctionName}:${Qualifier}`];
    if (!found) throw failed('ResourceNotFoundException');
    return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: found }) };
  },
};

const nothing = () => Promise.resolve({ send: () => Promise.reject(failed('NotFoundException')) });
const NO_SOURCES = Object.fromEntries(
  [
    'restApis',
    'httpApis',
    'sqs',
    'sns',
    's3',
    'loadBalancers',
    'secrets',
    'keys',
    'tables',
    'accountBuckets',
  ].map((name) => [name, nothing]),
);

/** An account that answers out of a table, has none of the sources that it names, and counts its calls as `region action qualifier`. */
export function fakeAccount(
  regions: Readonly<Record<string, FakeRegion>>,
  partition = 'aws',
): { readonly access: AccountAccess; readonly calls: string[] } {
  const calls: string[] = [];
  const lambda = (region: string) => ({
    send(command: { readonly constructor: { readonly name: string }; readonly input: Input }) {
      const action = command.constructor.name.replace('Command', '');
      const { Qualifier = '', MasterRegion } = command.input;
      calls.push([region, action, MasterRegion === undefined ? Qualifier : 'copies'].join(' ').trim());
      const there = regions[region] ?? {};
      const code = there.refused?.[`${action} ${Qualifier}`.trim()] ?? there.refused?.[action];
      if (code !== undefined) return Promise.reject(failed(code));
      const answer = ANSWERS[action];
      if (!answer) return Promise.reject(failed('UnknownOperationException'));
      return new Promise((resolve) => resolve(answer(there, command.input)));
    },
  });
  const access = {
    account: FAKE_ACCOUNT,
    partition,
    home: 'us-east-1',
    agent: undefined,
    clients: { lambda: (region: string) => Promise.resolve(lambda(region)), ...NO_SOURCES },
    call: (_region: string, action: string, send: () => Promise<unknown>) =>
      send().catch((error: unknown) => {
        throw refusalOf(action, error);
      }),
  };
  return { access: access as unknown as AccountAccess, calls };
}

/** An account has no facts except those of its regions. */
export function noCallers(more: Partial<KnownCallers> = {}): KnownCallers {
  return {
    regions: ['us-east-1', 'eu-west-1'],
    grants: new Set(),
    roles: new Map(),
    earlier: new Map(),
    limit: 500,
    now: new Date('2026-11-28T00:00:00Z'),
    ...more,
  };
}
