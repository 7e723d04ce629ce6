import type { AccountAccess } from '../access/access.js';
import { deployedVersionOf, type DeployedVersion, type NamedByRole } from './deployed-version.js';
import { allPages } from '../access/pages.js';

const PAGE = 50;

const NO_NAMES: NamedByRole = () => new Map();

/** Lambda@Edge functions are made in this region only, and in this partition. */
export const EDGE_HOME = { partition: 'aws', region: 'us-east-1' } as const;

async function listAll(
  { clients, call }: AccountAccess,
  region: string,
  { namedBy, ...filter }: { readonly MasterRegion?: string; readonly namedBy?: NamedByRole | undefined },
): Promise<DeployedVersion[]> {
  const { ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListFunctions';
  return allPages(action, async (marker) => {
    const command = new ListFunctionsCommand({
      ...filter,
      FunctionVersion: 'ALL',
      MaxItems: PAGE,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { Functions = [], NextMarker } = await call(region, action, () => client.send(command));
    return {
      items: Functions.flatMap((config) => deployedVersionOf(config, namedBy ?? NO_NAMES) ?? []),
      next: NextMarker,
    };
  });
}

/**
 * Every version of every function of a region: one listing instead of one call a function.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
 * @param namedBy resources that roles name: values of variables that are their names are kept as references.
 * @throws Refusal
 */
export async function listVersions(
  access: AccountAccess,
  region: string,
  namedBy?: NamedByRole,
): Promise<DeployedVersion[]> {
  return (await listAll(access, region, { namedBy })).filter(({ masterArn }) => masterArn === null);
}

/**
 * ARNs of the versions that CloudFront has copied into a region. The listing above has no copies.
 * @throws Refusal
 */
export async function listEdgeMasters(access: AccountAccess, region: string): Promise<string[]> {
  const copies = await listAll(access, region, { MasterRegion: EDGE_HOME.region });
  return [...new Set(copies.flatMap(({ masterArn }) => masterArn ?? []))].sort();
}

/**
 * ARNs of the versions and aliases for which Lambda keeps environments started: their code runs before anybody calls it.
 * @throws Refusal
 */
export async function listProvisioned(
  { clients, call }: AccountAccess,
  region: string,
  functionName: string,
): Promise<string[]> {
  const { ListProvisionedConcurrencyConfigsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListProvisionedConcurrencyConfigs';
  const listed = await allPages(action, async (marker) => {
    const command = new ListProvisionedConcurrencyConfigsCommand({
      FunctionName: functionName,
      MaxItems: PAGE,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { ProvisionedConcurrencyConfigs = [], NextMarker } = await call(region, action, () =>
      client.send(command),
    );
    return { items: ProvisionedConcurrencyConfigs, next: NextMarker };
  });
  return listed.flatMap(({ FunctionArn }) => FunctionArn ?? []);
}

export interface FunctionAlias {
  readonly name: string;
  /** Versions that it sends calls to. */
  readonly versions: readonly string[];
}

/** @throws Refusal */
export async function listAliases(
  { clients, call }: AccountAccess,
  region: string,
  functionName: string,
): Promise<FunctionAlias[]> {
  const { ListAliasesCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListAliases';
  const listed = await allPages(action, async (marker) => {
    const command = new ListAliasesCommand({
      FunctionName: functionName,
      MaxItems: PAGE,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { Aliases = [], NextMarker } = await call(region, action, () => client.send(command));
    return { items: Aliases, next: NextMarker };
  });
  return listed.map(({ Name = '', FunctionVersion = '$LATEST', RoutingConfig }) => ({
    name: Name,
    versions: [FunctionVersion, ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})],
  }));
}

/** Where Lambda sends the results of asynchronous calls of a function, its versions and aliases: ARNs. */
export interface Destinations {
  /** Of all results. */
  readonly sentTo: readonly string[];
  /** Of failed events alone. */
  readonly failedTo: readonly string[];
}

/**
 * Destinations of the asynchronous calls of a function.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html
 * @throws Refusal
 */
export async function listDestinations(
  { clients, call }: AccountAccess,
  region: string,
  functionName: string,
): Promise<Destinations> {
  const { ListFunctionEventInvokeConfigsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListFunctionEventInvokeConfigs';
  const listed = await allPages(action, async (marker) => {
    const command = new ListFunctionEventInvokeConfigsCommand({
      FunctionName: functionName,
      MaxItems: PAGE,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { FunctionEventInvokeConfigs = [], NextMarker } = await call(region, action, () =>
      client.send(command),
    );
    return { items: FunctionEventInvokeConfigs, next: NextMarker };
  });
  const configs = listed.map(({ DestinationConfig = {} }) => DestinationConfig);
  const failedTo = configs.flatMap(({ OnFailure }) => OnFailure?.Destination ?? []);
  return {
    failedTo,
    sentTo: [...configs.flatMap(({ OnSuccess }) => OnSuccess?.Destination ?? []), ...failedTo],
  };
}
