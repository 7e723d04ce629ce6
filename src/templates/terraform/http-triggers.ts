import { field, itemsOf } from '../data.js';
import {
  API_KEY_ONLY,
  callersByAuthorization,
  identifiedCallers,
  openCallers,
  unknownCallers,
  type Callers,
} from '../authorization-words.js';
import type { PlacedTrigger } from '../template-facts.js';
import type { Links } from './links.js';
import { decidingPath, textValueOf, valuesAt, type TerraformResource } from './resources.js';

/** Reads the trigger that a resource makes, for the functions that one of its arguments names. */
export interface TriggerReader {
  /** Argument that names the function. */
  readonly path: string;
  readonly read: (links: Links, resource: TerraformResource) => PlacedTrigger;
}

function http(
  detail: string | null,
  { access, statement }: Callers,
  resource: TerraformResource,
): PlacedTrigger {
  const at = decidingPath(resource);
  return { type: 'http', detail, access, statement: `${statement} (${resource.address})`, at };
}

/** The text of an argument; `fallback` if it is not set, null if only the apply knows it. */
function settingOf(resource: TerraformResource, [name, fallback]: readonly [string, string]): string | null {
  return textValueOf(resource, name) ?? (field(resource.expressions, name) === undefined ? fallback : null);
}

const url: TriggerReader = {
  path: 'function_name',
  read: (_, resource) =>
    http(
      'function URL',
      callersByAuthorization(settingOf(resource, ['authorization_type', 'NONE']), 'authorization_type'),
      resource,
    ),
};

/** Callers of a method, as its API limits them. */
function restCallers(links: Links, method: TerraformResource): Callers {
  const type = settingOf(method, ['authorization', 'NONE']);
  const hasKey = field(method.values, 'api_key_required') === true;
  const callers = type === 'NONE' && hasKey ? API_KEY_ONLY : callersByAuthorization(type, 'authorization');
  const apis = links.linked(method, 'rest_api_id', ['aws_api_gateway_rest_api']);
  const isPrivate = apis.some(({ values }) =>
    valuesAt(values, 'endpoint_configuration.types').flatMap(itemsOf).includes('PRIVATE'),
  );
  if (callers.access !== 'anyone' || !isPrivate) return callers;
  return { access: 'account', statement: 'networks of its VPC endpoints only: the API is private' };
}

function firstReference({ expressions }: TerraformResource, argument: string): string | null {
  const [reference] = valuesAt(expressions, argument).flatMap((one) => itemsOf(field(one, 'references')));
  return typeof reference === 'string' ? reference : null;
}

/** The method of an integration: it names the method, or the resource that the method names as well. */
function methodsOf(links: Links, integration: TerraformResource): readonly TerraformResource[] {
  const direct = links.linked(integration, 'http_method', ['aws_api_gateway_method']);
  if (direct.length > 0) return direct;
  const verb = textValueOf(integration, 'http_method');
  const ofMethod = (one: TerraformResource): boolean => textValueOf(one, 'http_method') === verb;
  const id = textValueOf(integration, 'resource_id');
  const all = links.resources.ofType('aws_api_gateway_method').filter(ofMethod);
  if (id !== null) return all.filter((one) => textValueOf(one, 'resource_id') === id);
  const [resource] = links.linked(integration, 'resource_id', ['aws_api_gateway_resource']);
  if (resource) return links.naming(resource, 'resource_id', ['aws_api_gateway_method']).filter(ofMethod);
  // The resource exists already, or is another module's: both name it by the same reference.
  const name = firstReference(integration, 'resource_id');
  return all.filter(
    (one) =>
      name !== null && one.module === integration.module && firstReference(one, 'resource_id') === name,
  );
}

/** Path of a method: known once applied, else the last part. */
function pathOf(links: Links, method: TerraformResource): string {
  const [resource] = links.linked(method, 'resource_id', ['aws_api_gateway_resource']);
  if (!resource) return '/';
  return textValueOf(resource, 'path') ?? `/…/${textValueOf(resource, 'path_part') ?? '?'}`;
}

const restIntegration: TriggerReader = {
  path: 'uri',
  read(links, integration) {
    const [method] = methodsOf(links, integration);
    if (!method) return http(null, unknownCallers('its method is not in the plan'), integration);
    const verb = textValueOf(method, 'http_method') ?? 'ANY';
    return http(`${verb} ${pathOf(links, method)}`, restCallers(links, method), method);
  },
};

/** The route that decides who may call: WebSocket clients are checked once, when they connect. */
function decidingRoute(links: Links, route: TerraformResource): TerraformResource | null {
  const [api] = links.linked(route, 'api_id', ['aws_apigatewayv2_api']);
  const isSocket = api !== undefined && textValueOf(api, 'protocol_type') === 'WEBSOCKET';
  if (!isSocket || textValueOf(route, 'route_key') === '$connect') return route;
  const routes = links.naming(api, 'api_id', ['aws_apigatewayv2_route']);
  return routes.find((one) => textValueOf(one, 'route_key') === '$connect') ?? null;
}

function routeTrigger(links: Links, route: TerraformResource): PlacedTrigger {
  const deciding = decidingRoute(links, route);
  const callers = deciding
    ? callersByAuthorization(settingOf(deciding, ['authorization_type', 'NONE']), 'authorization_type')
    : openCallers('its API has no $connect route');
  return http(textValueOf(route, 'route_key'), callers, deciding ?? route);
}

/** The routes of an integration. In a state a route has `integrations/ID`. */
function routesOf(links: Links, integration: TerraformResource): readonly TerraformResource[] {
  const named = links.naming(integration, 'target', ['aws_apigatewayv2_route']);
  const id = textValueOf(integration, 'id');
  if (named.length > 0 || id === null) return named;
  return links.resources
    .ofType('aws_apigatewayv2_route')
    .filter((route) => textValueOf(route, 'target') === `integrations/${id}`);
}

/** Triggers of the routes of an integration of an HTTP or WebSocket API. */
export function routeTriggers(links: Links, integration: TerraformResource): readonly PlacedTrigger[] {
  const routes = routesOf(links, integration);
  return routes.length > 0
    ? routes.map((route) => routeTrigger(links, route))
    : [http(null, unknownCallers('no route of the plan leads to it'), integration)];
}

const quickApi: TriggerReader = {
  path: 'target',
  read: (_, api) => http('$default', openCallers('its API has no authorizer'), api),
};

const LISTENERS = ['aws_lb_listener', 'aws_alb_listener'];
const RULES = ['aws_lb_listener_rule', 'aws_alb_listener_rule'];
const GROUPS = ['aws_lb_target_group', 'aws_alb_target_group'];

function balancerCallers(links: Links, group: TerraformResource): Callers {
  const listeners = links.naming(group, 'default_action.target_group_arn', LISTENERS);
  const rules = links.naming(group, 'action.target_group_arn', RULES);
  const signsIn = [...listeners, ...rules].some(({ values }) =>
    [...valuesAt(values, 'default_action.type'), ...valuesAt(values, 'action.type')].some(
      (type) => typeof type === 'string' && type.startsWith('authenticate-'),
    ),
  );
  if (signsIn) return identifiedCallers('the load balancer signs them in');
  const all = [...listeners, ...rules.flatMap((rule) => links.linked(rule, 'listener_arn', LISTENERS))];
  const balancers = all.flatMap((one) => links.linked(one, 'load_balancer_arn', ['aws_lb', 'aws_alb']));
  if (balancers.length === 0) return unknownCallers('its load balancer is not in the plan');
  return balancers.every(({ values }) => field(values, 'internal') === true)
    ? { access: 'account', statement: 'networks that reach the internal load balancer' }
    : openCallers('the load balancer is internet-facing');
}

const loadBalancer: TriggerReader = {
  path: 'target_id',
  read(links, attachment) {
    const [group] = links.linked(attachment, 'target_group_arn', GROUPS);
    const callers = group
      ? balancerCallers(links, group)
      : unknownCallers('its target group is not in the plan');
    return http('load balancer', callers, attachment);
  },
};

const graphql: TriggerReader = {
  path: 'lambda_config.function_arn',
  read(links, source) {
    const [api] = links.linked(source, 'api_id', ['aws_appsync_graphql_api']);
    if (!api) return http('GraphQL', unknownCallers('its API is not in the plan'), source);
    const types = [
      ...valuesAt(api.values, 'authentication_type'),
      ...valuesAt(api.values, 'additional_authentication_provider.authentication_type'),
    ].map(String);
    const type = types.includes('API_KEY') ? 'API_KEY' : (types[0] ?? null);
    return http('GraphQL', callersByAuthorization(type, 'authentication_type'), api);
  },
};

function edge(behaviour: string): TriggerReader {
  return {
    path: `${behaviour}.lambda_function_association.lambda_arn`,
    read: (_, one) => http('CloudFront', openCallers('CloudFront runs it for every viewer'), one),
  };
}

/** Resource types that let clients call functions. */
export const HTTP_READERS: readonly (readonly [string, TriggerReader])[] = [
  ['aws_lambda_function_url', url],
  ['aws_api_gateway_integration', restIntegration],
  ['aws_apigatewayv2_api', quickApi],
  ['aws_lb_target_group_attachment', loadBalancer],
  ['aws_alb_target_group_attachment', loadBalancer],
  ['aws_appsync_datasource', graphql],
  ['aws_cloudfront_distribution', edge('default_cache_behavior')],
  ['aws_cloudfront_distribution', edge('ordered_cache_behavior')],
];
