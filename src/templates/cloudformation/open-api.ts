import { entriesOf, field, itemsOf, recordOf } from '../data.js';
import { API_KEY_ONLY, identifiedCallers, openCallers, type Callers } from '../authorization-words.js';
import type { Connection } from './connection.js';
import { branchOf, textOf } from './intrinsics.js';
import type { Template } from './template.js';

/** Methods of a path in OpenAPI, and API Gateway's word for any. https://spec.openapis.org/oas/v3.1.0#path-item-object */
const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'x-amazon-apigateway-any-method',
]);

function schemeOf(document: unknown, name: string): unknown {
  const schemes =
    field(field(document, 'components'), 'securitySchemes') ?? field(document, 'securityDefinitions');
  return field(schemes, name);
}

/** Whether a security scheme is only an API key: extensions of API Gateway make one an authorizer. */
function isKeyOnly(scheme: unknown): boolean {
  const isAuthorizer =
    field(scheme, 'x-amazon-apigateway-authorizer') !== undefined ||
    field(scheme, 'x-amazon-apigateway-authtype') !== undefined;
  return field(scheme, 'type') === 'apiKey' && !isAuthorizer;
}

function callersOf(document: unknown, security: unknown): Callers {
  const requirements = itemsOf(security).map((one) => entriesOf(one).map(([name]) => name));
  if (requirements.length === 0 || requirements.some((names) => names.length === 0))
    return openCallers('its OpenAPI definition has no security');
  const isKey = (names: readonly string[]): boolean =>
    names.every((name) => isKeyOnly(schemeOf(document, name)));
  if (requirements.some(isKey)) return API_KEY_ONLY;
  return identifiedCallers(`${requirements.flat().slice(0, 3).join(', ')} of its OpenAPI definition`);
}

/** Callers of one operation of an OpenAPI definition. */
export function operationCallers(document: unknown, operation: unknown): Callers {
  return callersOf(document, field(operation, 'security') ?? field(document, 'security'));
}

/** The operation of a definition at a method and path; undefined if it has none. */
export function operationAt(document: unknown, method: string, path: string): unknown {
  const item = field(field(document, 'paths'), path);
  return field(item, method.toLowerCase()) ?? field(item, 'x-amazon-apigateway-any-method');
}

/**
 * The triggers of an OpenAPI definition: its operations whose integration calls a function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 * @param limit changes the callers of an operation by what the whole API lets in.
 */
export function openApiConnections(
  template: Template,
  definition: unknown,
  limit: (callers: Callers) => Callers,
): Connection[] {
  const document = branchOf(definition, template.scope);
  if (!recordOf(document)) return [];
  return entriesOf(field(document, 'paths')).flatMap(([path, item]) =>
    entriesOf(item).flatMap(([method, operation]): Connection[] => {
      const integration = field(operation, 'x-amazon-apigateway-integration');
      const kind = textOf(field(integration, 'type'), template.scope)?.toLowerCase();
      if (!METHODS.has(method) || integration === undefined || kind === 'mock') return [];
      const verb = method.startsWith('x-') ? 'ANY' : method.toUpperCase();
      const callers = limit(operationCallers(document, operation));
      const trigger = { type: 'http', detail: `${verb} ${path}`, ...callers };
      return [{ target: field(integration, 'uri'), trigger }];
    }),
  );
}
