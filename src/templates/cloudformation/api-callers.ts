import { accessByPolicy } from '../../iam/index.js';
import { compareAccess } from '../../model/index.js';
import { field, itemsOf } from '../data.js';
import {
  API_KEY_ONLY,
  callersByAuthorization,
  unknownCallers,
  type Callers,
} from '../authorization-words.js';
import { indexOnce } from './connection.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { rawStatements } from './policy-document.js';
import { propertyOf, resourcesOfType, textPropertyOf, type Resource, type Template } from './template.js';

/** The resource that a property refers to, if the template has it. */
export function referredResource(template: Template, resource: Resource, name: string): Resource | null {
  return template.resources.get(referenceOf(propertyOf(template, resource, name)) ?? '') ?? null;
}

/** The text of a property; `fallback` if it is not set, null if only the deployment knows it. */
export function settingOf(
  template: Template,
  block: unknown,
  [name, fallback]: readonly [string, string],
): string | null {
  const value = branchOf(field(block, name), template.scope);
  return value === undefined ? fallback : textOf(value, template.scope);
}

/** Private APIs can be called from the networks of their endpoints alone. */
function isPrivate(template: Template, api: Resource): boolean {
  const configuration = propertyOf(template, api, 'EndpointConfiguration');
  const types = [...itemsOf(field(configuration, 'Types')), field(configuration, 'Type'), configuration];
  return types.some((type) => textOf(type, template.scope)?.toUpperCase() === 'PRIVATE');
}

/** What the resource policy of an API lets in. */
function policyCallers(template: Template, policy: unknown): Callers | null {
  if (policy === undefined) return null;
  const account = template.scope.parameters.get('AWS::AccountId') ?? null;
  const found = accessByPolicy(rawStatements(policy, template.scope), {
    actions: ['execute-api:Invoke'],
    account,
  });
  return found === null
    ? { access: 'service', statement: "the API's resource policy lets nobody in" }
    : { access: found.access, statement: `${found.words} by the API's resource policy` };
}

/** Callers of a method, as its API limits them: by its endpoint and its resource policy. @param api null if it is elsewhere. */
export function limitedByApi(template: Template, api: Resource | null, callers: Callers): Callers {
  if (api === null || callers.access !== 'anyone') return callers;
  const policy = policyCallers(template, propertyOf(template, api, 'Policy'));
  if (policy && compareAccess(policy.access, callers.access) > 0) return policy;
  return isPrivate(template, api)
    ? { access: 'account', statement: `networks of its VPC endpoints only: the API is private (${api.id})` }
    : callers;
}

/** Callers of a method of a REST API. */
export function methodCallers(template: Template, method: Resource): Callers {
  const type = settingOf(template, method.properties, ['AuthorizationType', 'NONE']);
  const hasKey = textPropertyOf(template, method, 'ApiKeyRequired') === 'true';
  const callers =
    type === 'NONE' && hasKey ? API_KEY_ONLY : callersByAuthorization(type, 'AuthorizationType');
  return limitedByApi(template, referredResource(template, method, 'RestApiId'), callers);
}

const connectRoutes = indexOnce(
  (template: Template) =>
    new Map(
      resourcesOfType(template, 'AWS::ApiGatewayV2::Route')
        .filter((route) => textPropertyOf(template, route, 'RouteKey') === '$connect')
        .map((route) => [referenceOf(propertyOf(template, route, 'ApiId')), route] as const),
    ),
);

/** Callers of a route. A WebSocket API checks them once, when they connect. */
export function routeCallers(template: Template, route: Resource): Callers {
  const key = textPropertyOf(template, route, 'RouteKey') ?? '';
  const api = referredResource(template, route, 'ApiId');
  const protocol = api === null ? null : textPropertyOf(template, api, 'ProtocolType');
  const isHttp = protocol === 'HTTP' || key.includes('/');
  const connect = connectRoutes(template).get(referenceOf(propertyOf(template, route, 'ApiId')));
  const deciding = isHttp || key === '$connect' ? route : connect;
  if (!deciding) {
    return protocol === 'WEBSOCKET'
      ? callersByAuthorization('NONE', 'no $connect route, so AuthorizationType')
      : isDefault(key, route, template);
  }
  return callersByAuthorization(
    settingOf(template, deciding.properties, ['AuthorizationType', 'NONE']),
    'AuthorizationType',
  );
}

/** `$default` of an API that is not in the template: a route of either protocol. */
function isDefault(key: string, route: Resource, template: Template): Callers {
  const type = settingOf(template, route.properties, ['AuthorizationType', 'NONE']);
  return key === '$default' && type !== 'NONE'
    ? callersByAuthorization(type, 'AuthorizationType')
    : unknownCallers('its API is not in the template');
}

function authenticationTypes(template: Template, api: Resource): (string | null)[] {
  const others = itemsOf(propertyOf(template, api, 'AdditionalAuthenticationProviders'));
  return [
    settingOf(template, api.properties, ['AuthenticationType', '']),
    ...others.map((one) => settingOf(template, one, ['AuthenticationType', ''])),
  ];
}

/** Callers of a GraphQL API: each of its ways to authenticate lets callers in. */
export function graphqlCallers(template: Template, api: Resource | null): Callers {
  if (api === null) return unknownCallers('its API is not in the template');
  const callers = authenticationTypes(template, api).map((type) =>
    type === ''
      ? unknownCallers('AuthenticationType is not set')
      : callersByAuthorization(type, 'AuthenticationType'),
  );
  const [widest = unknownCallers('AuthenticationType is not set')] = callers.sort((a, b) =>
    compareAccess(a.access, b.access),
  );
  const isInside = textPropertyOf(template, api, 'Visibility') === 'PRIVATE' && widest.access === 'anyone';
  return isInside
    ? { access: 'account', statement: `networks of its VPC endpoints only (${api.id})` }
    : widest;
}
