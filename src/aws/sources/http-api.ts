import type { GetApiResponse, Integration, Route } from '@aws-sdk/client-apigatewayv2';
import { compareAccess, matchesWildcard } from '../../model/index.js';
import { API_KEY_ONLY, callersByAuthorization, openCallers, type Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages, type Page } from '../access/pages.js';
import { integrationFits, mayCall, type ExecuteApi } from './execute-api-arn.js';
import type { ApiPlace } from './rest-api.js';

/** An HTTP or WebSocket API. */
export interface HttpApiFacts {
  readonly api: Pick<GetApiResponse, 'ProtocolType'>;
  readonly routes: readonly Route[];
  /** By id. */
  readonly integrations: ReadonlyMap<string, Integration>;
}

const ACTION = 'apigateway:GET';
const PAGE = '500';

interface Listing<T> {
  readonly Items?: T[] | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * An HTTP or WebSocket API with its routes and integrations.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
 * @throws Refusal, `absent` where the id is that of no such API.
 */
export async function readHttpApi(
  { id, region }: ApiPlace,
  { clients, call }: AccountAccess,
): Promise<HttpApiFacts> {
  const { GetApiCommand, GetIntegrationsCommand, GetRoutesCommand } =
    await import('@aws-sdk/client-apigatewayv2');
  const client = await clients.httpApis(region);
  const inputAt = (token: string | undefined) => ({
    ApiId: id,
    MaxResults: PAGE,
    ...(token === undefined ? {} : { NextToken: token }),
  });
  async function listed<T>(send: (token: string | undefined) => Promise<Listing<T>>): Promise<T[]> {
    return allPages(ACTION, async (token): Promise<Page<T>> => {
      const { Items = [], NextToken } = await call(region, ACTION, () => send(token));
      return { items: Items, next: NextToken };
    });
  }
  const api = await call(region, ACTION, () => client.send(new GetApiCommand({ ApiId: id })));
  const routes = await listed<Route>((token) => client.send(new GetRoutesCommand(inputAt(token))));
  const integrations = await listed<Integration>((token) =>
    client.send(new GetIntegrationsCommand(inputAt(token))),
  );
  return {
    api,
    routes,
    integrations: new Map(integrations.map((one) => [one.IntegrationId ?? '', one])),
  };
}

function routeCallers({
  AuthorizationType = 'NONE',
  ApiKeyRequired = false,
}: Pick<Route, 'AuthorizationType' | 'ApiKeyRequired'>): Callers {
  return AuthorizationType === 'NONE' && ApiKeyRequired
    ? API_KEY_ONLY
    : callersByAuthorization(AuthorizationType, 'AuthorizationType');
}

/** A key is a method and a path (`GET /orders`), or a name of its own: `$default`, `$connect`. */
function isMeant(asked: ExecuteApi, { RouteKey = '' }: Route): boolean {
  const [method = '', path] = RouteKey.split(' ', 2);
  if (path === undefined) return matchesWildcard(asked.route, method);
  return mayCall(asked, method, path);
}

function callsFunction({ integrations }: HttpApiFacts, { Target = '' }: Route, functionArn: string): boolean {
  const id = Target.slice(Target.lastIndexOf('/') + 1);
  return integrationFits(integrations.get(id)?.IntegrationUri, functionArn) !== 'no';
}

const NO_ROUTE: Callers = { access: 'service', statement: 'no route of the API calls it now' };

/** Who may call a function by an HTTP or WebSocket API. A WebSocket API checks callers once, when they connect. */
export function httpApiCallers(facts: HttpApiFacts, asked: ExecuteApi, functionArn: string): Callers {
  const { api, routes } = facts;
  if (asked.isAuthorizer) return openCallers('the API has it check callers that nobody knows yet');
  const own = routes.filter((route) => isMeant(asked, route) && callsFunction(facts, route, functionArn));
  const [first] = own;
  if (!first) return NO_ROUTE;
  if (api.ProtocolType === 'WEBSOCKET')
    return routeCallers(routes.find(({ RouteKey }) => RouteKey === '$connect') ?? {});
  const [widest = NO_ROUTE] = own.map(routeCallers).sort((a, b) => compareAccess(a.access, b.access));
  return widest;
}
