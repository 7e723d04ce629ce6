import type { AccountAccess } from './access.js';
import { deployedVersionOf, type DeployedVersion } from './deployed-version.js';
import { allPages } from './pages.js';

const PAGE = 50;

/**
 * Every version of every function of a region: one listing instead of one call a function.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html
 * @throws Refusal
 */
export async function listVersions(
  { clients, call }: AccountAccess,
  region: string,
): Promise<DeployedVersion[]> {
  const { ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
  const client = await clients.lambda(region);
  const action = 'lambda:ListFunctions';
  return allPages(action, async (marker) => {
    const command = new ListFunctionsCommand({
      FunctionVersion: 'ALL',
      MaxItems: PAGE,
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const { Functions = [], NextMarker } = await call(region, action, () => client.send(command));
    return { items: Functions.flatMap((config) => deployedVersionOf(config) ?? []), next: NextMarker };
  });
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
