import { compareAccess } from '../../model/index.js';
import { entriesOf, field } from '../data.js';
import {
  API_KEY_ONLY,
  callersByAuthorization,
  identifiedCallers,
  openCallers,
  unknownCallers,
  type Callers,
} from '../authorization-words.js';
import { limitedByApi } from './api-callers.js';
import { branchOf, referenceOf, textOf } from './intrinsics.js';
import { operationAt, operationCallers } from './open-api.js';
import { propertyOf, type Resource, type Template } from './template.js';

/** `Api` or `HttpApi`: an event of SAM, and the name of its defaults in `Globals`. */
export type SamApiKind = 'Api' | 'HttpApi';

interface SamApi {
  /** Null for the API that SAM makes when an event names none. */
  readonly resource: Resource | null;
  /** `Auth` of the API over that of `Globals`, property by property. */
  readonly auth: ReadonlyMap<string, unknown>;
}

/** The API of an event; null if the event names one that is not in the template. */
function apiOf(template: Template, kind: SamApiKind, properties: unknown): SamApi | null {
  const named = branchOf(field(properties, kind === 'Api' ? 'RestApiId' : 'ApiId'), template.scope);
  const resource = template.resources.get(referenceOf(named) ?? '') ?? null;
  if (named !== undefined && resource?.type !== `AWS::Serverless::${kind}`) return null;
  const defaults = field(field(template.globals, kind), 'Auth');
  const own = resource ? propertyOf(template, resource, 'Auth') : undefined;
  return { resource, auth: new Map([...entriesOf(defaults), ...entriesOf(own)]) };
}

/** Whitelists of a resource policy in SAM: accounts, networks and addresses. */
function whitelistOf(policies: readonly unknown[]): string | null {
  const names = policies.flatMap((policy) => entriesOf(policy).map(([name]) => name));
  return names.find((name) => name.endsWith('Whitelist')) ?? null;
}

function definitionCallers(
  template: Template,
  { resource }: SamApi,
  operation: readonly [string, string],
): Callers {
  const open = openCallers(resource ? `no authorizer (${resource.id})` : 'no authorizer');
  if (!resource) return open;
  if (propertyOf(template, resource, 'DefinitionUri') !== undefined)
    return unknownCallers('the definition of its API is another file');
  const definition = propertyOf(template, resource, 'DefinitionBody');
  const found = operationAt(definition, ...operation);
  if (definition !== undefined && found === undefined && field(definition, 'paths') === undefined)
    return unknownCallers('the definition of its API is read at deployment');
  return found === undefined ? open : operationCallers(definition, found);
}

interface Authorizers {
  readonly event: unknown;
  readonly api: SamApi;
  readonly operation: readonly [string, string];
}

function authorizedCallers(template: Template, { event, api, operation }: Authorizers): Callers {
  const own = branchOf(field(event, 'Authorizer'), template.scope);
  const value = own ?? branchOf(api.auth.get('DefaultAuthorizer'), template.scope);
  if (value !== undefined) {
    const name = textOf(value, template.scope);
    if (name === null || name === 'NONE' || name === 'AWS_IAM')
      return callersByAuthorization(name, 'Authorizer');
    return identifiedCallers(`authorizer ${name}`);
  }
  const key = field(event, 'ApiKeyRequired') ?? api.auth.get('ApiKeyRequired');
  const found = definitionCallers(template, api, operation);
  return found.access === 'anyone' && textOf(key, template.scope) === 'true' ? API_KEY_ONLY : found;
}

/**
 * Callers of an `Api` or `HttpApi` event.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html
 * @param operation its method and path.
 */
export function samApiCallers(
  template: Template,
  [kind, properties]: readonly [SamApiKind, unknown],
  operation: readonly [string, string],
): Callers {
  const api = apiOf(template, kind, properties);
  if (api === null) return unknownCallers('its API is not in the template');
  const event = branchOf(field(properties, 'Auth'), template.scope);
  const callers = authorizedCallers(template, { event, api, operation });
  const whitelist = whitelistOf([field(event, 'ResourcePolicy'), api.auth.get('ResourcePolicy')]);
  const limited: Callers = {
    access: 'account',
    statement: `only what ${whitelist} of its resource policy names`,
  };
  if (whitelist !== null && compareAccess(callers.access, 'account') < 0) return limited;
  return limitedByApi(template, api.resource, callers);
}
