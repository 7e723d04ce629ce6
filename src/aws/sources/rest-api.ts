import type { Method, Resource, RestApi } from '@aws-sdk/client-api-gateway';
import { compareAccess, matchesWildcard } from '../../model/index.js';
import { API_KEY_ONLY, callersByAuthorization, openCallers, type Callers } from '../../templates/index.js';
import type { AccountAccess } from '../access/access.js';
import { allPages } from '../access/pages.js';
import { integrationFits, mayCall, type ExecuteApi } from './execute-api-arn.js';
import { callersByPolicy } from './source-policy.js';

/** A method of a REST API, with its path. */
interface PathMethod {
  readonly path: string;
  readonly name: string;
  readonly method: Method;
}

/** A REST API, as it is configured. What a stage has deployed may be older. */
export interface RestApiFacts {
  readonly api: RestApi;
  readonly methods: readonly PathMethod[];
  /** Names of the stages that are deployed. */
  readonly stages: readonly string[];
  readonly account: string;
}

export interface ApiPlace {
  readonly id: string;
  readonly region: string;
  readonly account: string;
}

const ACTION = 'apigateway:GET';
const PAGE = 500;

function methodsOf({ path = '', resourceMethods = {} }: Resource): PathMethod[] {
  return Object.entries(resourceMethods).map(([name, method]) => ({ path, name, method }));
}

/**
 * A REST API with its methods.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetResources.html
 * @throws Refusal, `absent` where the id is that of no REST API.
 */
export async function readRestApi(
  { id, region, account }: ApiPlace,
  { clients, call }: AccountAccess,
): Promise<RestApiFacts> {
  const { GetResourcesCommand, GetRestApiCommand, GetStagesCommand } =
    await import('@aws-sdk/client-api-gateway');
  const client = await clients.restApis(region);
  const api = await call(region, ACTION, () => client.send(new GetRestApiCommand({ restApiId: id })));
  const resources = await allPages(ACTION, async (position) => {
    const command = new GetResourcesCommand({
      restApiId: id,
      embed: ['methods'],
      limit: PAGE,
      ...(position === undefined ? {} : { position }),
    });
    const page = await call(region, ACTION, () => client.send(command));
    return { items: page.items ?? [], next: page.position };
  });
  const deployed = await call(region, ACTION, () => client.send(new GetStagesCommand({ restApiId: id })));
  const stages = (deployed.item ?? []).flatMap(({ stageName, deploymentId }) =>
    stageName === undefined || deploymentId === undefined ? [] : [stageName],
  );
  return { api, methods: resources.flatMap(methodsOf), stages, account };
}

/** Callers that the resource policy of an API lets in; null if it has none, or keeps nobody out. */
function policyCallers({ api, account }: RestApiFacts): Callers | null {
  const text = api.policy ?? '';
  if (text === '') return null;
  const found = callersByPolicy({ text, actions: ['execute-api:Invoke'], account });
  if (!found) return { access: 'service', statement: "the API's resource policy lets nobody in" };
  return found.access === 'anyone'
    ? null
    : { ...found, statement: `${found.statement} by the API's resource policy` };
}

/** Callers of a method, as its API limits them: by its resource policy and its endpoint. */
function limitedByApi(facts: RestApiFacts, callers: Callers): Callers {
  if (callers.access !== 'anyone') return callers;
  const byPolicy = policyCallers(facts);
  if (byPolicy) return byPolicy;
  return facts.api.endpointConfiguration?.types?.includes('PRIVATE')
    ? { access: 'account', statement: 'networks of its VPC endpoints only: the API is private' }
    : callers;
}

function methodCallers(facts: RestApiFacts, { method }: PathMethod): Callers {
  const type = method.authorizationType ?? 'NONE';
  const callers =
    type === 'NONE' && method.apiKeyRequired
      ? API_KEY_ONLY
      : callersByAuthorization(type, 'authorizationType');
  return limitedByApi(facts, callers);
}

const NO_METHOD: Callers = { access: 'service', statement: 'no method of the API calls it now' };

/** An API answers at its deployed stages only. */
const NO_STAGE: Callers = {
  access: 'service',
  statement: 'no stage of the API that calls it is deployed now',
};

/** Who may call a function by a REST API. */
export function restApiCallers(facts: RestApiFacts, asked: ExecuteApi, functionArn: string): Callers {
  if (!facts.stages.some((stage) => matchesWildcard(asked.stage, stage))) return NO_STAGE;
  if (asked.isAuthorizer)
    return limitedByApi(facts, openCallers('the API has it check callers that nobody knows yet'));
  const [widest = NO_METHOD] = facts.methods
    .filter(
      ({ path, name, method }) =>
        integrationFits(method.methodIntegration?.uri, functionArn) !== 'no' && mayCall(asked, name, path),
    )
    .map((one) => methodCallers(facts, one))
    .sort((a, b) => compareAccess(a.access, b.access));
  return widest;
}
