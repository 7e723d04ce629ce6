import { matchesWildcard } from '../../model/index.js';

/** The calls of an API that an ARN of `execute-api` names. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
export interface ExecuteApi {
  readonly api: string;
  /** Pattern of the name of a stage. */
  readonly stage: string;
  /** The API calls the function to check its callers. */
  readonly isAuthorizer: boolean;
  /** Pattern of `METHOD/path`, as `GET/orders/*`; of a WebSocket API, of the key of the route. */
  readonly route: string;
}

/** Reads what follows the account in an ARN, such as `api/stage/GET/orders`. Null if it does not name exactly one API. */
export function executeApiOf(resource: string): ExecuteApi | null {
  const [api = '', stage = '', ...route] = resource.split('/');
  if (!/^[A-Za-z0-9]{1,64}$/.test(api)) return null;
  const isAuthorizer = stage === 'authorizers';
  return {
    api,
    // An authorizer serves all stages.
    stage: isAuthorizer || stage === '' ? '*' : stage,
    isAuthorizer,
    route: route.length === 0 ? '*' : route.join('/'),
  };
}

/** `/orders/{id}` → `/orders/*`: in an ARN, a variable is a star or a text. */
function openPath(path: string): string {
  return path.replaceAll(/\{[^{}]{1,200}\}/g, '*');
}

/** Whether a pattern of `METHOD/path` and a route may mean the same call. @param method `ANY` is any. */
export function mayCall({ route }: ExecuteApi, method: string, path: string): boolean {
  const methods =
    method === 'ANY' ? ['*', 'ANY', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] : [method];
  const open = openPath(path);
  return methods.some((one) => {
    const key = `${one}${open}`;
    return matchesWildcard(route, key) || matchesWildcard(key, route);
  });
}

/** Whether the address of an integration calls a function, in any of its versions, or may: a stage variable names it. */
export function integrationFits(uri: string | undefined, functionArn: string): 'yes' | 'maybe' | 'no' {
  if (uri === undefined) return 'no';
  if (uri.includes('${stageVariables.')) return 'maybe';
  const at = uri.indexOf(functionArn);
  const next = uri.charAt(at + functionArn.length);
  // `orders` is not `orders-archive`.
  return at !== -1 && !/[\w-]/.test(next) ? 'yes' : 'no';
}
